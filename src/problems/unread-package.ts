import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnreadPackage {
  /** As the import names it. */
  readonly specifier: string;
}

export const unreadPackage: ProblemDefinition<"unread-package", UnreadPackage> = {
  code: "unread-package",
  severity: "information",
  sentence: ({ specifier }) =>
    `${specifier} is not read, so what comes from it is unknown, and what depends on that.`,
  page: {
    meaning:
      "Of all packages, only cnn-blocks is read. What another package or Node's own modules give is unknown, whether they " +
      "are installed or not: sizes, numbers of layers and whole layers that depend on it are shown as unknown. The note " +
      "stands where a model depends on it. The file may well run. Names that a project gives to files of its own are read: " +
      "`paths` and `baseUrl` in the nearest tsconfig.json or jsconfig.json, and `imports` in package.json.",
    example: `
import { nn, randn } from "cnn-blocks";
import { channels } from "some-settings";

new nn.Conv2d(3, channels, 3)(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const channels = 8;
new nn.Conv2d(3, channels, 3)(randn(1, 3, 8, 8));
`,
  },
};
