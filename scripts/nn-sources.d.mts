/** From the path below `src`, such as `nn/index.ts`, to the file's text. */
export function readNnSources(): Record<string, string>;
