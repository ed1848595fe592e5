/** What the server needs of the host it runs in: Node's file system, or a browser's. */
export interface Environment {
  /** The sources of the block API by path below `src/`. */
  readonly library: Readonly<Record<string, string>>;
  /** The text of a file that no editor holds open; undefined where there is none. Never throws. */
  readFile(path: string): string | undefined;
  /** Where the documentation of the diagnostics stands; null where the host ships none. */
  readonly documentation: string | null;
}
