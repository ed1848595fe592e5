import { known } from "../../ir/index.ts";
import type { Lint } from "./lint.ts";
import { byPlace } from "./linted-model.ts";

/** A batch norm with a batch of one and one place at most: PyTorch refuses to train it. */
export const normOfOneValue: Lint = {
  code: "norm-of-one-value",
  find(model) {
    const found = model.graph.nodes.flatMap((node) => {
      if (model.op(node).centresChannels !== true || known(node.shape[0] ?? 0) !== 1) return [];
      const isSingle = node.shape.slice(2).every((size) => known(size) === 1);
      return isSingle ? [{ node, data: null }] : [];
    });
    return byPlace(model, found).map(({ at, layers }) => ({
      code: "norm-of-one-value",
      at,
      data: { layers },
    }));
  },
};
