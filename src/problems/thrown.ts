import type { ProblemDefinition } from "./problem-definition.ts";

export interface ThrownError {
  /** What it says, where that is known. */
  readonly message: string | null;
  /** Whether it is thrown in what the file does not call itself. */
  readonly isUncalled?: true;
}

export const thrown: ProblemDefinition<"thrown", ThrownError> = {
  code: "thrown",
  severity: "error",
  sentence: ({ message, isUncalled }) => {
    const when = isUncalled ? "when it is called" : "when the file runs";
    return message === null ? `This throws ${when}.` : `This throws ${when}: ${message.replace(/\.$/, "")}.`;
  },
  page: {
    meaning:
      "When the file runs, an error is certainly thrown here, by a `throw` of your own or by the library, and nothing " +
      "catches it. What depends on it is unknown.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Block extends nn.Module {
  conv: nn.Conv2d;

  constructor(channels: number) {
    super();
    if (channels % 8 !== 0) throw new Error("channels must be a multiple of 8");
    this.conv = new nn.Conv2d(channels, channels, 3);
  }

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
new Block(12)(randn(1, 12, 8, 8));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Block extends nn.Module {
  conv: nn.Conv2d;

  constructor(channels: number) {
    super();
    if (channels % 8 !== 0) throw new Error("channels must be a multiple of 8");
    this.conv = new nn.Conv2d(channels, channels, 3);
  }

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
new Block(16)(randn(1, 16, 8, 8));
`,
  },
};
