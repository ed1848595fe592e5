import { type Dim, known } from "../../ir/index.ts";
import type { Finding, Lint } from "./lint.ts";
import { placesOf } from "./linted-model.ts";

/** A window whose last step does not reach the end of its input. */
export const rowsCutOff: Lint = {
  code: "rows-cut-off",
  find(model) {
    const seen = new Set<string>();
    return model.graph.nodes.flatMap((node): readonly Finding[] => {
      const op = model.op(node);
      const [image] = model.inputs(node);
      const [input, output] = [placesOf(image?.shape ?? []), placesOf(node.shape)];
      if (image === undefined || input === undefined || output === undefined || node.source === null)
        return [];
      const window = op.window(node.attrs, [image.shape]);
      const padding = node.attrs.padding ?? 0;
      if (window.kind !== "sliding" || typeof padding === "string") return [];
      const lost = input.map((size, axis) => {
        const [kernel, stride] = [window.size[axis], window.stride[axis]].map((part) => known(part ?? 1));
        const before = known((Array.isArray(padding) ? padding[axis] : padding) as Dim);
        if (kernel === undefined || stride === undefined || before === undefined || kernel < stride) return 0;
        return Math.max(size + before - ((output[axis] ?? 1) - 1) * stride - kernel, 0);
      });
      // A loop may come by with several sizes, which are one finding each at most.
      const { file, start } = node.source;
      const key = `${file} ${start}`;
      if (lost.every((count) => count === 0) || seen.has(key)) return [];
      seen.add(key);
      return [{ code: "rows-cut-off", at: node.source, data: { op: model.layerName(node), input, lost } }];
    });
  },
};
