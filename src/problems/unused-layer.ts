import { listedLayers } from "./phrases.ts";
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
    `${listedLayers(layers)} ${layers.length === 1 ? "is" : "are"} not used when ${model} is called. ` +
    `What ${layers.length === 1 ? "it holds" : "they hold"} counts all the same, and is among the model's weights.`,
  page: {
    meaning:
      "The model has a layer that its forward never reaches on this input. As in PyTorch, its parameters count and are " +
      "exported with the others, but nothing is computed from them. That is fine for a head that is only used in training, " +
      "but often the line that calls the layer was forgotten. This is a hint, not a fault: the model runs.",
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
import { F, nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv1 = new nn.Conv2d(3, 8, 3);
  conv2 = new nn.Conv2d(8, 8, 3);

  forward(x: Tensor) {
    return this.conv2(F.relu(this.conv1(x)));
  }
}
new Net()(randn(1, 3, 8, 8));
`,
  },
};
