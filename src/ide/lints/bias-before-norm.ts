import { known } from "../../ir/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace, plainStep } from "./linted-model.ts";

/** A convolution's or linear layer's bias in front of a norm that subtracts each channel's mean. */
export const biasBeforeNorm: Lint = {
  code: "bias-before-norm",
  find(model) {
    const found = model.graph.nodes.flatMap((norm) => {
      if (model.op(norm).centresChannels !== true) return [];
      const layer = plainStep(model, norm);
      if (layer === null || layer.owner === null) return [];
      const op = model.op(layer);
      if (op.category !== "convolution" && op.category !== "linear") return [];
      const bias = op.params(layer.attrs).bias?.shape[0];
      const count = bias === undefined ? undefined : known(bias);
      return count === undefined ? [] : [{ node: layer, data: { norm: model.layerName(norm), count } }];
    });
    return byPlace(model, found).map(({ at, layers, data: { norm, count } }) => ({
      code: "bias-before-norm",
      at,
      data: { layers, norm, parameters: count * layers.length },
    }));
  },
};
