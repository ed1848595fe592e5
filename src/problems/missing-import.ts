import type { ProblemDefinition } from "./problem-definition.ts";

export interface MissingImport {
  readonly specifier: string;
}

export const missingImport: ProblemDefinition<"missing-import", MissingImport> = {
  code: "missing-import",
  severity: "error",
  sentence: ({ specifier }) =>
    `The file ${specifier} was not found, so this throws when the file runs. What it exports is unknown.`,
  page: {
    meaning:
      'The analysis follows local imports and "cnn-blocks". If the file does not exist, nothing in this file runs, and the ' +
      "shapes that depend on the import are unknown. The file of a type-only import may be missing. Imports from other " +
      "packages are unknown, too, but are not reported.",
    example: `
import { Stem } from "./stem.ts";
import { randn } from "cnn-blocks";

new Stem()(randn(1, 3, 32, 32));
`,
    instead: null,
  },
};
