import { known } from "../../ir/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace, placesOf } from "./linted-model.ts";

/** A batch norm on a map of one place with a batch of one: PyTorch refuses to train it. */
export const normOfOneValue: Lint = {
  code: "norm-of-one-value",
  find(model) {
    const found = model.graph.nodes.flatMap((node) => {
      if (model.op(node).centresChannels !== true || known(node.shape[0] ?? 0) !== 1) return [];
      return placesOf(node.shape)?.every((size) => size === 1) ? [{ node, data: null }] : [];
    });
    return byPlace(model, found).map(({ at, layers }) => ({
      code: "norm-of-one-value",
      at,
      data: { layers },
    }));
  },
};
