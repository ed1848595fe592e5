import { nearestName } from "../base/index.ts";
import type { ProblemDefinition } from "./problem-definition.ts";

export interface MissingForward {
  /** The class that has none. */
  readonly name: string;
  /** The method that is meant for it; null where none is near. */
  readonly meant: string | null;
}

export const missingForward: ProblemDefinition<"missing-forward", MissingForward> = {
  code: "missing-forward",
  severity: "error",
  sentence: ({ name, meant }) =>
    meant === null
      ? `${name} has no forward method.`
      : `${name} has no forward method, which calling it would run, but ${meant}. Call that one forward.`,
  page: {
    meaning:
      "Calling a module runs its method forward. Without one, the call throws. Usually the name is misspelt or comes from " +
      "another library, such as `call` in Keras.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  foward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);

  forward(x: Tensor): Tensor {
    return this.conv(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
  },
};

/** Which of a class's own methods is meant for its forward. */
export function meantForward(methods: readonly string[]): string | null {
  const near = nearestName("forward", methods);
  return near ?? methods.find((name) => otherwiseNamed.has(name)) ?? null;
}

/** In Keras, in Python, and where a capital or an underscore has crept in. */
const otherwiseNamed: ReadonlySet<string> = new Set(["call", "__call__", "Forward", "_forward", "forward_"]);
