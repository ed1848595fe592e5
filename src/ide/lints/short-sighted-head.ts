import { known } from "../../ir/index.ts";
import { shortSightedShare } from "../../problems/index.ts";
import type { Finding, Lint } from "./lint.ts";
import { ancestors, placesOf } from "./linted-model.ts";

/** Global pooling at the end of a net whose receptive field is far smaller than its input. */
export const shortSightedHead: Lint = {
  code: "short-sighted-head",
  find(model) {
    const { graph } = model;
    const first = graph.inputs[0];
    const source = first === undefined ? undefined : placesOf(graph.nodes[first]?.shape ?? []);
    if (first === undefined || source === undefined) return [];
    return graph.nodes.flatMap((node): readonly Finding[] => {
      const [image] = model.inputs(node);
      if (image === undefined || node.source === null || model.op(node).category !== "pooling") return [];
      const [before, after] = [placesOf(image.shape), placesOf(node.shape)];
      const isGlobal = after?.every((size) => size === 1) && before?.some((size) => size > 1);
      if (!isGlobal || !model.isLive(node)) return [];
      const field = model.report().nodes[image.id]?.receptiveField?.size.map((size) => known(size));
      if (field === undefined || field.length !== source.length) return [];
      const seen = field.flatMap((size) => (size === undefined ? [] : [size]));
      // If no layer has looked beyond one pixel yet, this is the head of a net, called by itself.
      const isHeadAlone = seen.every((size) => size === 1);
      const isShort =
        seen.length === source.length &&
        seen.every((size, axis) => size < shortSightedShare * (source[axis] ?? 0));
      // Anything that goes around it, such as the image that a squeeze weighs, sees more.
      const isHead = isShort && !isHeadAlone && !ancestors(graph, graph.outputs, node.id).has(first);
      return isHead
        ? [{ code: "short-sighted-head", at: node.source, data: { field: seen, input: source } }]
        : [];
    });
  },
};
