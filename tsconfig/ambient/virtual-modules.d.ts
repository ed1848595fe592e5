/** What authors import, as text, for the analyzer to read: made by the build, and by a loader hook under tests. */
declare module "virtual:nn-sources" {
  /** From the path below `src`, such as `nn/index.ts`, to the file's text. */
  export const nnSources: Readonly<Record<string, string>>;
  /** Their syntax trees, so that a program need not parse them. Tests do, so there it is empty. */
  export const nnSyntax: import("../../src/analyzer/syntax/prepared-syntax.ts").PreparedSyntax;
}

/** The code of the blocks and nets that authors can have written into a file. */
declare module "virtual:snippet-sources" {
  /** From the name of a file in `media/snippets` to its text. */
  export const snippetSources: Readonly<Record<string, string>>;
}
