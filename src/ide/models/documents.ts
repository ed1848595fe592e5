import type { Model } from "../../analyzer/index.ts";
import { covers, type FileRange, type Range } from "../../base/index.ts";
import type { Graph } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import { modulesToRun, openStarts } from "../../passes/index.ts";
import type { ModelDocument, ModelSummary, OpLabel } from "../../protocol/index.ts";
import { narrowFormula, partWords, shortCost, shortCount, shortTotalWords } from "../../words/index.ts";
import { wordedProblem } from "../problems.ts";
import { nodeTitle, shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { modelFaults } from "./model-faults.ts";
import { withVersion } from "./model-version.ts";

/** What the preview's picker shows of a model. */
export function modelSummary(view: View, model: Model): ModelSummary {
  return {
    id: model.id,
    name: model.name,
    className: model.className,
    inputs: model.graph.inputs.map((id) => shapeOf(model.graph, id)),
    inputNames: model.inputNames,
    outputNames: model.outputNames,
    inputFrom: model.inputFrom,
    symbolic: model.symbolic,
    figures: figuresInShort(view, model),
    unknownWords: unknownWords(view, model),
    range: placeIn(view.analysis.file, [model.call, model.construction, model.declaration]),
  };
}

/**
 * A model with everything that is drawn. `addressOf` turns a file of the analysis into the receiver's name for it.
 * A document is made once for each model and `addressOf`: its keys cost a walk over the whole graph.
 */
export function modelDocument(
  view: View,
  model: Model,
  addressOf: AddressOf = unchanged,
  part: ModelDocument["part"] = null,
): ModelDocument {
  const made = documents.get(model)?.get(addressOf);
  if (made !== undefined) return made;
  const document = newDocument(view, model, addressOf, part);
  const ofModel = documents.get(model) ?? new WeakMap();
  documents.set(model, ofModel.set(addressOf, document));
  return document;
}

type AddressOf = (file: string) => string;

const unchanged: AddressOf = (file) => file;

const documents = new WeakMap<Model, WeakMap<AddressOf, ModelDocument>>();

function newDocument(
  view: View,
  model: Model,
  addressOf: AddressOf,
  part: ModelDocument["part"],
): ModelDocument {
  return withVersion({
    ...modelSummary(view, model),
    part,
    blocks: blocksOf(model, part),
    graph: readdressed(model.graph, addressOf),
    report: view.report(model),
    conditions: view.conditions(model),
    fills: fillsOf(model.graph),
    ...labelsOf(model.graph),
    faults: modelFaults(view, model).map(({ placed, ...fault }) => ({
      ...fault,
      problem: wordedProblem(view, placed, addressOf),
    })),
  });
}

/** The graph of a part keeps the paths of the model: what runs alone in it is what runs alone there. */
function blocksOf({ graph, calls }: Model, part: ModelDocument["part"]): ModelDocument["blocks"] {
  return part === null ? [...modulesToRun(graph, calls).keys()] : [];
}

/** What fills the inputs of a graph where a run is given nothing else. */
export function fillsOf(graph: Graph): ModelDocument["fills"] {
  return graph.inputs.map((id) => {
    const node = graph.nodes[id];
    const lowering = node && findOp(node.op).lower(node.attrs as never, []);
    const constant = lowering?.family === "source" && lowering.fill.kind === "constant";
    return constant && typeof lowering.fill.value === "number" ? lowering.fill.value : "random";
  });
}

/** `11.7M params · 1.81 GMACs`. */
export function figuresInShort(view: View, model: Model): string {
  const report = view.report(model);
  const { units } = view.settings;
  const parameters = shortTotalWords(report, "parameters", (count) => shortCount(count, narrowFormula));
  const macs = shortTotalWords(report, "macs", (count) => shortCost(count, units, narrowFormula));
  return `${parameters} params · ${macs}`;
}

/** What is not known of a model; null where it is known as a whole. */
export function unknownWords(view: View, model: Model): string | null {
  const { graph } = model;
  const [parts = []] = [graph.unknowns, view.report(model).gaps, openStarts(graph)].filter(
    ({ length }) => length > 0,
  );
  return parts.length === 0 ? supposedWords(view, model) : partWords(parts, view.lineOf);
}

/** Which line throws where the analysis goes on with what is meant instead; null where none of the model does. */
function supposedWords(view: View, { graph }: Model): string | null {
  const places = [...graph.nodes, ...graph.modules].flatMap(({ source }) => source ?? []);
  const refusal = view.analysis.problems.find(
    ({ code, at }) => goneOnFrom.has(code) && places.some((place) => covers(place, at)),
  );
  return refusal === undefined ? null : `line ${view.lineOf(refusal.at)} throws when the file runs`;
}

const goneOnFrom: ReadonlySet<string> = new Set(["not-options", "tensor-operator"]);

/** What the nodes of a graph are called. */
export function labelsOf(graph: Graph): Pick<ModelDocument, "titles" | "ops"> {
  const ops = new Set(graph.nodes.map(({ op }) => op));
  return {
    titles: graph.nodes.map((node) => nodeTitle(graph, node)),
    ops: Object.fromEntries([...ops].map((op) => [op, opLabel(op)])),
  };
}

function opLabel(op: string): OpLabel {
  const { category, summary } = findOp(op);
  return { detail: summary, category };
}

function placeIn(file: string, places: readonly (FileRange | null)[]): Range | null {
  const place = places.find((one) => one?.file === file);
  return place ? { start: place.start, end: place.end } : null;
}

function readdressed(graph: Graph, addressOf: AddressOf): Graph {
  const move = <T extends { readonly source: FileRange | null }>(item: T): T =>
    item.source === null ? item : { ...item, source: { ...item.source, file: addressOf(item.source.file) } };
  return { ...graph, nodes: graph.nodes.map(move), modules: graph.modules.map(move) };
}
