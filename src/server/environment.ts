/** What the server needs of the host it runs in: Node's file system, or a browser's. */
export interface Environment {
  /** The sources of the block API by path below `src/`. */
  readonly library: Readonly<Record<string, string>>;
  /** The code of the blocks and nets that can be written into a file, by the file's name. */
  readonly snippets: Readonly<Record<string, string>>;
  /** The text of a file that is not open in an editor; undefined where there is none. Never throws. */
  readFile(path: string): string | undefined;
  /** The address of the diagnostics' documentation; null where the host ships none. */
  readonly documentation: string | null;
}
