import { printShape, type Shape } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export type ChangedInPlace =
  /** A parameter or a buffer would be changed. */
  | { readonly why: "kept" }
  /** The result has another shape than the tensor. */
  | { readonly why: "shape"; readonly shape: Shape; readonly result: Shape }
  /** The tensor shares its numbers with one that was changed after it was made. */
  | { readonly why: "view" };

export const changedInPlace: ProblemDefinition<"changed-in-place", ChangedInPlace> = {
  code: "changed-in-place",
  severity: "error",
  sentence(data) {
    if (data.why === "kept")
      return "A parameter or a buffer cannot be changed in place: a model keeps it as it is while it runs. Calculate a new tensor from it.";
    if (data.why === "shape")
      return `In place the shape has to stay ${printShape(data.shape)}, but the result would be ${printShape(data.result)}. Leave out the underscore and keep the result.`;
    return "A view that shares this tensor's numbers was changed in place, which is not followed here: change a clone(), or leave out the underscore and keep the result.";
  },
  page: {
    meaning:
      "Methods whose names end in an underscore put their result in the place of the tensor. That needs a result of the same " +
      "shape, and a tensor that the model does not keep. After a change through a view, such as x.view(…) or x.narrow(…), " +
      "PyTorch shows it in the other views, too; here the tensor that was changed has the new numbers, and the others cannot be used any more.",
    example: `
import { randn } from "cnn-blocks";

const x = randn(1, 8, 4, 4);
const half = x.narrow(1, 0, 4);
half.mul_(0.5);
x.relu();
`,
    instead: `
import { cat, randn } from "cnn-blocks";

const x = randn(1, 8, 4, 4);
const half = x.narrow(1, 0, 4).mul(0.5);
cat([half, x.narrow(1, 4, 4)], 1).relu();
`,
  },
};
