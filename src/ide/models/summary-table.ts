import type { Model } from "../../analyzer/index.ts";
import {
  type Counts,
  type Dim,
  type Graph,
  type ModulePath,
  type Node,
  printShapeShort,
  type Report,
} from "../../ir/index.ts";
import {
  byteSize,
  costIn,
  cut,
  exactCount,
  fitShape,
  fixedNote,
  partWords,
  peakWords,
  sentenceCase,
  textTable,
  totalWords,
  trainableWords,
  unusedWords,
} from "../../words/index.ts";
import { flowWords, layerTitle, nodeTitle } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { declaredNote } from "./model-faults.ts";

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
      parameterCell(counts),
      counts === undefined ? "" : exactCount(costIn(counts.macs, unit)),
    ];
  });
  const all = [...rows, ...unknownRows(view, model), ...unusedRows(model, report)];
  const table = textTable(["module", "op", "output", "parameters", unit], all, ["l", "l", "l", "r", "r"]);
  const fits = view.conditions(model);
  const declared = declaredNote(view, model);
  const note = declared === null ? "" : `${declared}.\n`;
  return `${heading(model)}\n${fits === null ? "" : `${sentenceCase(fits)}.\n`}\n${table}\n\n${totals(view, model)}\n${note}`;
}

/** Unknown parts: the reason and its line take the place of the op. */
function unknownRows(view: View, { graph }: Model): readonly (readonly string[])[] {
  return graph.unknowns
    .filter(({ kind }) => kind === "value")
    .map(({ path, reason, because }) => {
      const line = because === null ? null : view.lineOf(because);
      const where = line === null ? "" : ` (line ${line})`;
      return [path ?? "?", `unknown: ${reason}${where}`, "unknown", "unknown", "unknown"];
    });
}

/** The layers that the call does not reach: before an unknown result it cannot be said, so they are not called unused. */
function unusedRows({ graph }: Model, report: Report): readonly (readonly string[])[] {
  const isKnown = graph.unknowns.length === 0;
  return graph.unused.map((layer, index) => [
    layer.path,
    cut(layerTitle(graph, layer), longestTitle),
    isKnown ? "not used" : "unknown",
    parameterCell(report.unused[index]),
    isKnown ? "0" : "unknown",
  ]);
}

/** `9,408` or `9,408 fixed`. */
function parameterCell(counts: Pick<Counts, "parameters" | "fixedParameters"> | undefined): string {
  return counts === undefined ? "" : `${exactCount(counts.parameters)}${fixedNote(counts)}`;
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
  const assumed = inputFrom === "assumed" && !symbolic ? " (assumed)" : "";
  return `${name}   ${flowWords(graph, printShapeShort, assumed)}`;
}

function totals(view: View, model: Model): string {
  const report = view.report(model);
  const { units } = view.settings;
  const rows: readonly (readonly [label: string, name: keyof Counts, say: (count: Dim) => string])[] = [
    ["Parameters", "parameters", exactCount],
    ["Buffers", "buffers", exactCount],
    [units, "macs", (macs) => exactCount(costIn(macs, units))],
    ["Other operations", "elementwise", exactCount],
    ["Activation memory", "activationBytes", byteSize],
  ];
  const [unused, trainable] = [unusedWords(report), trainableWords(report)];
  return textTable(
    null,
    [
      ...rows.flatMap(([label, name, say]) => [
        [label, totalWords(report, name, say)],
        ...(name === "parameters" && trainable !== null ? [["Of these", trainable]] : []),
      ]),
      ["Peak activations", peakWords(report, byteSize)],
      ...(unused === null ? [] : [["Unused", unused]]),
      ...(report.gaps.length === 0 ? [] : [["Not counted", partWords(report.gaps, view.lineOf)]]),
    ],
    ["l", "l"],
  );
}
