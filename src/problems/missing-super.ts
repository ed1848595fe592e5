import type { ProblemDefinition } from "./problem-definition.ts";

export interface MissingSuper {
  /** The class whose constructor it is. */
  readonly name: string;
  /** Whether `super()` is called again rather than too late or never. */
  readonly isRepeated: boolean;
}

export const missingSuper: ProblemDefinition<"missing-super", MissingSuper> = {
  code: "missing-super",
  severity: "error",
  sentence: ({ name, isRepeated }) =>
    isRepeated
      ? `The constructor of ${name} calls super() twice: call it once.`
      : `The constructor of ${name} has not called super() yet: call it first.`,
  page: {
    meaning:
      "The constructor of a class that extends another one has to call `super()` once, before it uses `this`. " +
      "Without it, constructing the class throws.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv: nn.Conv2d;

  constructor() {
    this.conv = new nn.Conv2d(3, 8, 3);
  }

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv: nn.Conv2d;

  constructor() {
    super();
    this.conv = new nn.Conv2d(3, 8, 3);
  }

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
  },
};
