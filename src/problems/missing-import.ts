import { didYouMean, printName } from "./phrases.ts";
import type { LibraryName, ProblemDefinition } from "./problem-definition.ts";

export interface MissingImport {
  readonly specifier: string;
  /** The import that the file lacks; null where the file itself is missing. */
  readonly name: string | null;
  /** What the library calls it, where it has something alike. */
  readonly meant: LibraryName | null;
}

export const missingImport: ProblemDefinition<"missing-import", MissingImport> = {
  code: "missing-import",
  severity: "warning",
  sentence: ({ specifier, name, meant }) =>
    name === null
      ? `The file ${specifier} was not found, so what it exports is unknown.`
      : `"${specifier}" has no export ${name}.${didYouMean(meant && printName(meant))}`,
  page: {
    meaning:
      'The analysis follows local imports and "cnn-blocks". If the file does not exist, or does not ' +
      "export the name, then the shapes that depend on it are unknown. Imports from other packages are " +
      "unknown too, but are not reported.",
    example: `
import { Stem } from "./stem.ts";
import { randn } from "cnn-blocks";

new Stem()(randn(1, 3, 32, 32));
`,
    instead: null,
  },
};
