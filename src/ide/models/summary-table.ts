import type { Model } from "../../analyzer/index.ts";
import { type Graph, type ModulePath, type Node, printShapeShort, type Shape } from "../../ir/index.ts";
import { byteSize, costIn, cut, exactCount, fitShape, textTable } from "../../words/index.ts";
import { nodeTitle, shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";

const longestTitle = 44;
const longestShape = 40;

/** A table of layers for each model of a file, as plain text with aligned columns. */
export function summaryText(view: View, models: readonly Model[] = view.analysis.models): string {
  return models.map((model) => modelTable(view, model)).join("\n");
}

function modelTable(view: View, model: Model): string {
  const { graph } = model;
  const unit = view.settings.units;
  const report = view.report(model);
  const rows = layerNodes(graph).map((node) => {
    const counts = report.nodes[node.id];
    return [
      layerPath(node),
      cut(nodeTitle(graph, node), longestTitle),
      fitShape(node.shape, longestShape),
      counts === undefined ? "" : exactCount(counts.parameters),
      counts === undefined ? "" : exactCount(costIn(counts.macs, unit)),
    ];
  });
  const table = textTable(["module", "op", "output", "parameters", unit], rows, ["l", "l", "l", "r", "r"]);
  return `${heading(model)}\n\n${table}\n\n${totals(view, model)}\n`;
}

/** All nodes but the inputs: those are in the heading, so the table begins with the first layer. */
export function layerNodes(graph: Graph): readonly Node[] {
  const inputs = new Set(graph.inputs);
  return graph.nodes.filter(({ id }) => !inputs.has(id));
}

/** The layer's path; for an op without a layer, the path of the module that applies it. */
export function layerPath({ owner, module }: Node): ModulePath {
  return owner ?? module;
}

function heading({ name, graph, inputFrom, symbolic }: Model): string {
  const shapes = (ids: readonly number[]) => shapesText(ids.map((id) => shapeOf(graph, id)));
  const assumed = inputFrom === "assumed" && !symbolic ? " (assumed)" : "";
  return `${name}   ${shapes(graph.inputs)}${assumed} → ${shapes(graph.outputs)}`;
}

function totals(view: View, model: Model): string {
  const { total, peakActivationBytes } = view.report(model);
  return textTable(
    null,
    [
      ["Parameters", exactCount(total.parameters)],
      ["Buffers", exactCount(total.buffers)],
      [view.settings.units, exactCount(costIn(total.macs, view.settings.units))],
      ["Other operations", exactCount(total.elementwise)],
      ["Activation memory", byteSize(total.activationBytes)],
      ["Peak activations", byteSize(peakActivationBytes)],
    ],
    ["l", "l"],
  );
}

function shapesText(shapes: readonly Shape[]): string {
  return shapes.map(printShapeShort).join(", ");
}
