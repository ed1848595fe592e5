import { listedLayers } from "./phrases.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface DeadBranch {
  /** The model's name. */
  readonly model: string;
  /** The paths of the layers that are constructed here. */
  readonly layers: readonly string[];
}

export const deadBranch: ProblemDefinition<"dead-branch", DeadBranch> = {
  code: "dead-branch",
  severity: "information",
  runs: true,
  sentence: ({ model, layers }) =>
    `${listedLayers(layers)} ${layers.length === 1 ? "is" : "are"} called, but nothing that ${model} returns depends on the result.`,
  page: {
    meaning:
      "The layer's result is never used, so it is computed in vain. Often a line that adds or concatenates it was " +
      "forgotten, or the wrong variable is returned. A run computes it anyway, as PyTorch does.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  left = new nn.Conv2d(3, 8, 3);
  right = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor) {
    const skip = this.right(x);
    return this.left(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  left = new nn.Conv2d(3, 8, 3);
  right = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor) {
    const skip = this.right(x);
    return this.left(x).add(skip);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
  },
};
