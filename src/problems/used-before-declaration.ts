import type { ProblemDefinition } from "./problem-definition.ts";

export interface UsedBeforeDeclaration {
  readonly name: string;
  /** Whether another file declares it, which has not run yet because the two import each other. */
  readonly isImported?: true;
}

export const usedBeforeDeclaration: ProblemDefinition<"used-before-declaration", UsedBeforeDeclaration> = {
  code: "used-before-declaration",
  severity: "error",
  sentence: ({ name, isImported }) =>
    isImported
      ? `${name} is used before the file that declares it has run, because the two files import each other: move ${name} to a file of its own.`
      : `${name} is used before its declaration has run: move the declaration up.`,
  page: {
    meaning:
      "Variables and classes cannot be used before their declaration has run; only functions can. Running the file throws " +
      "here.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

const net = new Net();
net(randn(1, 3, 8, 8));

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}

const net = new Net();
net(randn(1, 3, 8, 8));
`,
  },
};
