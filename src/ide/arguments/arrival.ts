import {
  type Analysis,
  fieldMadeAt,
  importsByName,
  type ModuleFact,
  type PlacedProblem,
  parseAnyway,
} from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { type Graph, known, type Node, printShape, type Shape } from "../../ir/index.ts";
import { type Category, findOp } from "../../ops/index.ts";
import { distinctShapes } from "../view/distinct-shapes.ts";
import { modulesAt } from "../view/modules-at.ts";
import { nodeTitle } from "../view/node-title.ts";
import { type Declarations, declarationsOf } from "./declarations.ts";
import { type KnownName, knownNames } from "./known-names.ts";
import { type LayerAbove, layerAbove } from "./layer-above.ts";
import { type OwnSizes, ownSizes } from "./own-sizes.ts";
import { type AnalysisSources, analysisAs, rememberPerView } from "./sources.ts";

/** What reaches a construction that is being typed. */
export interface Arrival {
  /** The shapes of its input, each once, in the order of appearance; empty where nothing calls it yet. */
  readonly shapes: readonly Shape[];
  /** What made them: `Conv2d 3×3, 3→64`; null for a model's input, or where nothing calls it. */
  readonly from: string | null;
  /** The kind of op that made them; null where that is not known. */
  readonly after: Category | null;
  /** How many channels or features what follows was built for, where that is not what arrives; else null. */
  readonly wanted: number | null;
  /** The layer above it in the same class, which need not be what comes before it. */
  readonly above: LayerAbove | null;
  /** What the function around names for its sizes. */
  readonly own: OwnSizes;
  /** Names that may be written there, with their values. */
  readonly names: readonly KnownName[];
}

/**
 * The file is analysed as if a layer that passes its input on stood where a construction is being typed: what
 * it is called on is what arrives, in a field, among the parts of a Sequential or anywhere else, and however
 * little of it is written.
 */
export const arrivalAt = rememberPerView(
  ({ start, end }: Range) => `${start} ${end}`,
  (sources, construction): Arrival | null => {
    const {
      text,
      settings,
      analysis: { file },
    } = sources.view;
    const { name, imports } = namespaceIn(text, file);
    const standIn = `new ${name}.Identity()`;
    const trial = `${text.slice(0, construction.start)}${standIn}${text.slice(construction.end)}${imports}`;
    const { defaultInputSize } = settings;
    const analysis = analysisAs(sources, file, trial, { defaultInputSize });
    const range = { start: construction.start, end: construction.start + standIn.length };
    const declarations = declarationsOf(sources);
    const found = analysis && arrivalIn(analysis, trial, range, declarations);
    const isFirst = found !== null && found.shapes.length === 0 && found.above === null;
    return (isFirst ? statedArrival(sources, trial, range) : null) ?? found;
  },
);

/**
 * For the first layer of a class that has no forward yet, the input that a comment states above the class: it is analysed
 * with a forward that passes its input to the layer.
 */
function statedArrival(sources: AnalysisSources, text: string, range: Range): Arrival | null {
  const { file } = sources.view.analysis;
  const field = fieldMadeAt(parseAnyway(file, text), range);
  if (field === null || !field.statesInput) return null;
  const forward = `; forward(x) { return ${field.access}(x); }`;
  const trial = `${text.slice(0, field.methodAt)}${forward}${text.slice(field.methodAt)}`;
  const analysis = analysisAs(sources, file, trial);
  const isStated = analysis?.models.some(({ inputFrom }) => inputFrom === "comment");
  return analysis !== null && isStated ? arrivalIn(analysis, trial, range, declarationsOf(sources)) : null;
}

/** The name under which the file has the layers; it gets one where it imports only single names. */
function namespaceIn(text: string, file: string): { readonly name: string; readonly imports: string } {
  if (importsByName(parseAnyway(file, text), "nn")) return { name: "nn", imports: "" };
  return { name: "__nn", imports: '\n;import { nn as __nn } from "cnn-blocks";\n' };
}

function arrivalIn(analysis: Analysis, text: string, range: Range, declarations: Declarations): Arrival {
  const modules = modulesAt(analysis, range);
  const calls = modules.flatMap((module) => module.calls);
  const shapes = distinctShapes(calls.flatMap(({ inputs: [first] }) => (first === undefined ? [] : [first])));
  const maker = makerOf(analysis, modules);
  return {
    shapes,
    from:
      shapes.length === 1 && maker !== null && maker.node.inputs.length > 0
        ? nodeTitle(maker.graph, maker.node)
        : null,
    after: maker === null ? null : findOp(maker.node.op).category,
    wanted: wantedBehind(analysis, shapes),
    above: layerAbove(analysis, text, range.start, declarations),
    own: ownSizes(parseAnyway(analysis.file, text), range.start),
    names: knownNames(analysis, text, range.start),
  };
}

/** The node before the stand-in, in the first model that has it. */
function makerOf(
  { models }: Analysis,
  modules: readonly ModuleFact[],
): { readonly graph: Graph; readonly node: Node } | null {
  for (const { model: id, path } of modules.flatMap(({ places }) => places)) {
    const graph = models.find((model) => model.id === id)?.graph;
    const [input] = graph?.nodes.find(({ owner }) => owner === path)?.inputs ?? [];
    const node = input === undefined ? undefined : graph?.nodes[input];
    if (graph !== undefined && node !== undefined) return { graph, node };
  }
  return null;
}

/** The mismatch behind the stand-in says how many channels the next layer expects. */
function wantedBehind({ problems }: Analysis, [shape]: readonly Shape[]): number | null {
  const isAbout = (problem: PlacedProblem) => {
    const [input] = problem.op?.inputs ?? [];
    return shape !== undefined && input !== undefined && printShape(input) === printShape(shape);
  };
  for (const problem of problems) {
    if (problem.code !== "channel-mismatch" && problem.code !== "feature-mismatch") continue;
    const expected = known(problem.data.expected);
    if (isAbout(problem) && expected !== undefined) return expected;
  }
  return null;
}
