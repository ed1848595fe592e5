import { printShape, type Shape } from "../ir/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export type ChangedInPlace =
  /** A parameter or a buffer would be changed. */
  | { readonly why: "kept" }
  /** The result has another shape than the tensor. */
  | { readonly why: "shape"; readonly shape: Shape; readonly result: Shape }
  /** The tensor shares its numbers, or may do so, with one that was changed in a way that is not followed. */
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
      "Methods whose names end in an underscore replace the values of the tensor with their result. The result must have " +
      "the same shape, and the tensor must not be one that the model keeps. A change through a view, such as x.narrow(…) or " +
      "x.index(…), also changes the tensor and its other views. Such a change is not followed where PyTorch may have made a " +
      "copy instead (x.transpose(1, 2).reshape(…), x.permute(…).contiguous()), where one number stands for several " +
      "(x.expand(…)), in a parameter, or along an axis of unknown size: the tensor and the other views cannot be used after " +
      "it.",
    example: `
import { randn } from "cnn-blocks";

const x = randn(1, 8, 4, 4);
const rows = x.transpose(1, 2).flatten(1);
rows.mul_(0.5);
x.relu();
`,
    instead: `
import { randn } from "cnn-blocks";

const x = randn(1, 8, 4, 4);
const rows = x.transpose(1, 2).flatten(1).mul(0.5);
rows.add(x.flatten(1)).relu();
`,
  },
};
