/** From a layer to the layers that it may import besides itself. */
export function readArrows(): Record<string, readonly string[]>;

/** From a room, a folder of a layer such as `analyzer/values`, to the rooms of its layer that it may import. */
export function readRooms(): Record<string, readonly string[]>;

/** From an npm package to the one folder that may import it. */
export function readHomes(): Record<string, string>;
