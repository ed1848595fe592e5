import type { Finding, Lint } from "./lint.ts";

/** A model that gives probabilities, which PyTorch's usual loss does not take. */
export const softmaxAtTheEnd: Lint = {
  code: "softmax-at-the-end",
  find(model) {
    return model.graph.outputs.flatMap((id): readonly Finding[] => {
      const node = model.graph.nodes[id];
      if (node === undefined || node.source === null || model.op(node).sumsToOne !== true) return [];
      return [{ code: "softmax-at-the-end", at: node.source, data: { model: model.name } }];
    });
  },
};
