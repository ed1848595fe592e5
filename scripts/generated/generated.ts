/** A part of a checked-in file that the build writes from the code: a marked text, or a value of a JSON file. */
export type Generated = GeneratedText | GeneratedJson;

export interface GeneratedText {
  /** The text stands between `<!-- marker -->` and `<!-- /marker -->` in one of the documents, whichever it is. */
  readonly marker: string;
  /** Markdown, without a line break at the end. */
  make(): string | Promise<string>;
}

export interface GeneratedJson {
  /** From the project's root. */
  readonly file: string;
  /** The keys that lead to the value. */
  readonly path: readonly string[];
  make(): unknown;
}
