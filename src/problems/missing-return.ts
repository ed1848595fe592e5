import type { ProblemDefinition } from "./problem-definition.ts";

export interface MissingReturn {
  /** The class whose `forward` it is. */
  readonly name: string;
}

export const missingReturn: ProblemDefinition<"missing-return", MissingReturn> = {
  code: "missing-return",
  severity: "warning",
  sentence: ({ name }) => `forward of ${name} returns nothing: return the tensor that it computes.`,
  page: {
    meaning:
      "Calling a module returns what its forward returns. A forward without a return gives undefined, so nothing can be " +
      "computed from it.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor) {
    this.conv(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor) {
    return this.conv(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
  },
};
