/** From a layer to the layers that it may import besides itself. */
export function readArrows(): Record<string, readonly string[]>;

/** From an npm package to the one folder that may import it. */
export function readHomes(): Record<string, string>;
