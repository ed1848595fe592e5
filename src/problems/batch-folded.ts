import { type Dim, printDim, printShapeShort, product, type Shape } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface BatchFolded {
  readonly from: Shape;
  readonly to: Shape;
  readonly batch: Dim;
}

export const batchFolded: ProblemDefinition<"batch-folded", BatchFolded> = {
  code: "batch-folded",
  severity: "warning",
  runs: true,
  sentence: ({ from, to, batch }, op) => {
    const [images, features] = [printDim(batch), printDim(product(from.slice(1)))];
    const became = to.length === 1 ? "is among the features" : `becomes ${printDim(to[0] ?? 1)}`;
    return (
      `${op.name} turns ${printShapeShort(from)} into ${printShapeShort(to)}, so the batch of ${images} ${became}. ` +
      `Keep it with x.flatten(1): each image has ${features} features.`
    );
  },
  page: {
    meaning:
      "The first axis counts the images of a batch, and every image should keep a row of its own. A view whose sizes do not " +
      "match the features of one image, or a flatten from axis 0, mixes the images of a batch. The file runs, but its " +
      "output has a different number of rows. If a later view restores the batch, nothing is reported.",
    example: `
import { nn, randn } from "cnn-blocks";

const features = new nn.Conv2d(1, 64, 5)(randn(2, 1, 8, 8));
new nn.Linear(2048, 10)(features.view(-1, 2048));
`,
    instead: `
import { nn, randn } from "cnn-blocks";

const features = new nn.Conv2d(1, 64, 5)(randn(2, 1, 8, 8));
new nn.Linear(1024, 10)(features.flatten(1));
`,
  },
};
