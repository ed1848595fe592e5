import type { ProblemDefinition } from "./problem-definition.ts";

/** That it does not end says all. */
export type EndlessLoop = Readonly<Record<never, never>>;

export const endlessLoop: ProblemDefinition<"endless-loop", EndlessLoop> = {
  code: "endless-loop",
  severity: "error",
  sentence: () => "This loop never ends: nothing in it leaves it or changes what it depends on.",
  page: {
    meaning:
      "A loop goes on as long as its condition holds. The condition of this one always does, so the file would never end. " +
      "Usually the line that counts up or down is missing, or the `break`.",
    example: `
import { nn, randn } from "cnn-blocks";

while (true) {
  new nn.Conv2d(3, 8, 3);
}
`,
    instead: `
import { nn, randn } from "cnn-blocks";

for (let i = 0; i < 4; i++) {
  new nn.Conv2d(3, 8, 3);
}
`,
  },
};
