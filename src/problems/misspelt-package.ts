import type { ProblemDefinition } from "./problem-definition.ts";

export interface MisspeltPackage {
  /** As the import names it. */
  readonly specifier: string;
  /** What the library is called. */
  readonly meant: string;
}

export const misspeltPackage: ProblemDefinition<"misspelt-package", MisspeltPackage> = {
  code: "misspelt-package",
  severity: "warning",
  sentence: ({ specifier, meant }) =>
    `The package is called ${meant}, not ${specifier}. What comes from ${specifier} is unknown.`,
  page: {
    meaning:
      "The name that is imported differs from cnn-blocks by a few letters, by its style, by a scope or by a path after it, " +
      "and no such package is installed beside the file. Running the file throws, and nothing is known about its models.",
    example: `
import { nn, randn } from "cnn-block";

new nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

new nn.Conv2d(3, 8, 3)(randn(1, 3, 8, 8));
`,
  },
};
