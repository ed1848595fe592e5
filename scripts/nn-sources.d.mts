/** From the path below `src`, such as `nn/index.ts`, to the file's text. */
export function readNnSources(): Record<string, string>;
/** From the name of a file in `media/snippets` to its text. */
export function readSnippetSources(): Record<string, string>;
