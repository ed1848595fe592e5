import type { ProblemDefinition } from "./problem-definition.ts";

export interface UnusedLayer {
  /** The model's name. */
  readonly model: string;
  /** The paths of the layers that are constructed here. */
  readonly layers: readonly string[];
}

export const unusedLayer: ProblemDefinition<"unused-layer", UnusedLayer> = {
  code: "unused-layer",
  severity: "information",
  sentence: ({ model, layers }) =>
    `${listed(layers)} ${layers.length === 1 ? "is" : "are"} not used when ${model} is called. ` +
    "The parameters count all the same, and are among its weights.",
  page: {
    meaning:
      "The model has a layer that its forward never reaches on this input. As in PyTorch, its parameters count and are " +
      "exported with the others, but nothing is computed from them. That is right for a head that only training uses; " +
      "often the line that calls the layer was forgotten. It is a hint and no fault: the model runs.",
    example: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv1 = new nn.Conv2d(3, 8, 3);
  conv2 = new nn.Conv2d(8, 8, 3);

  forward(x: Tensor) {
    return this.conv1(x);
  }
}
new Net()(randn(1, 3, 8, 8));
`,
    instead: `
import { nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv1 = new nn.Conv2d(3, 8, 3);
  conv2 = new nn.Conv2d(8, 8, 3);

  forward(x: Tensor) {
    return this.conv2(this.conv1(x));
  }
}
new Net()(randn(1, 3, 8, 8));
`,
  },
};

const mostNames = 3;

function listed(layers: readonly string[]): string {
  const more = layers.length - mostNames;
  const names = [...layers.slice(0, mostNames), ...(more > 0 ? [`${more} more layers`] : [])];
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}
