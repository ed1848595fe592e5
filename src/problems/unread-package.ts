import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnreadPackage {
  /** As the import names it. */
  readonly specifier: string;
}

export const unreadPackage: ProblemDefinition<"unread-package", UnreadPackage> = {
  code: "unread-package",
  severity: "information",
  sentence: ({ specifier }) =>
    `${specifier} is not read, so what comes from it is unknown, and so is what depends on that.`,
  page: {
    meaning:
      "Of all packages, only cnn-blocks is read. What comes from another package, or from Node's own modules, is " +
      "unknown, whether or not it is installed: sizes, numbers of layers and whole layers that depend on it are shown as " +
      "unknown. The note appears where a model depends on it. The file may well run. Names that a project gives to its own " +
      "files are resolved: `paths` and `baseUrl` in the nearest tsconfig.json or jsconfig.json, and `imports` in " +
      "package.json.",
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
