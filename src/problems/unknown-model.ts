import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnknownModel {
  /** Why it is not known what is called, as a sentence without its full stop. */
  readonly reason: string;
}

export const unknownModel: ProblemDefinition<"unknown-model", UnknownModel> = {
  code: "unknown-model",
  severity: "information",
  sentence: ({ reason }) =>
    `What is called on a tensor here is not known, so it is neither drawn nor run: ${reason}.`,
  page: {
    meaning:
      "The file calls something on a tensor, but what it calls depends on something that is only known when the file runs: " +
      "a setting, or how often a module is made inside another one. So there is nothing to draw, count or run. The file may " +
      "well run. Write the value that it would have instead.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Nest extends nn.Module {
  conv = new nn.Conv2d(8, 8, 1);
  inner: Nest | null;

  constructor(depth: number) {
    super();
    this.inner = depth > 1 ? new Nest(depth - 1) : null;
  }

  forward(x: Tensor): Tensor {
    const y = this.conv(x);
    return this.inner === null ? y : this.inner(y);
  }
}
new Nest(Number(process.env.DEPTH ?? 2))(randn(1, 8, 4, 4));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Nest extends nn.Module {
  conv = new nn.Conv2d(8, 8, 1);
  inner: Nest | null;

  constructor(depth: number) {
    super();
    this.inner = depth > 1 ? new Nest(depth - 1) : null;
  }

  forward(x: Tensor): Tensor {
    const y = this.conv(x);
    return this.inner === null ? y : this.inner(y);
  }
}
new Nest(2)(randn(1, 8, 4, 4));
`,
  },
};
