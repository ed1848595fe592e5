import { fillsOf, labelsOf } from "../../../src/ide/models/documents.ts";
import { withVersion } from "../../../src/ide/models/model-version.ts";
import type { Graph } from "../../../src/ir/index.ts";
import { type Module, randn } from "../../../src/library/index.ts";
import { traceCalls } from "../../../src/nn/running/trace.ts";
import { cutModule, modulesToRun, summarize } from "../../../src/passes/index.ts";
import type { ModelDocument, ModelFault } from "../../../src/protocol/index.ts";

export interface Example {
  readonly name: string;
  readonly build: () => Module;
  readonly input: readonly number[];
  /** Further inputs, by their names. */
  readonly others?: Readonly<Record<string, readonly number[]>>;
}

/** The file that the sources of all test documents point into. */
export const modelFile = "file:///models/example.ts";

/**
 * The document of a model as the server would make it, but from executing it. Execution knows no source ranges, so every
 * module and node gets one of its own.
 */
export function documentOf(example: Example): ModelDocument {
  const { name, others = {} } = example;
  const { inputs, graph, calls } = tracedOf(example);
  return withVersion({
    ...{
      id: name,
      name,
      className: graph.name,
      inputFrom: "call",
      symbolic: false,
      figures: "",
      unknownWords: null,
      conditions: null,
      fills: fillsOf(graph),
      range: null,
      graph,
      part: null,
    },
    inputs,
    outputNames: [],
    inputNames: ["x", ...Object.keys(others)],
    blocks: [...modulesToRun(graph, calls).keys()],
    report: summarize(graph),
    ...labelsOf(graph),
    faults: [],
  });
}

/** The same model with problems at nodes, as the server would place them. */
export function withFaults(
  { version: _, computation: __, ...model }: ModelDocument,
  faults: readonly (Partial<ModelFault> & Pick<ModelFault, "problem">)[],
): ModelDocument {
  const whole = faults.map((fault) => ({ nodes: [], modules: [], assumesDeclared: false, ...fault }));
  return withVersion({ ...model, faults: whole });
}

/** One module of such a model as the server would cut it out. */
export function partOf(example: Example, path: string): ModelDocument {
  const { version: _, computation: __, ...model } = documentOf(example);
  const { graph, calls } = tracedOf(example);
  const cut = cutModule(graph, calls, path);
  if (cut === null) throw new Error(`${path} cannot be cut out.`);
  return withVersion({
    ...model,
    ...{ id: `${model.id}/${path}`, name: `${path} of ${model.name}`, graph: cut.graph, blocks: [] },
    part: { model: model.id, path, calls: 1 },
    inputs: cut.graph.inputs.map((id) => cut.graph.nodes[id]?.shape ?? []),
    inputNames: cut.arrivals.map((id) => `output of ${id}`),
    fills: fillsOf(cut.graph),
    report: summarize(cut.graph),
    ...labelsOf(cut.graph),
  });
}

function tracedOf({ build, input, others = {} }: Example) {
  const inputs = [input, ...Object.values(others)];
  const traced = traceCalls(build(), ...inputs.map((shape) => randn(...(shape as [number]))));
  return { inputs, graph: withSources(traced.graph), calls: traced.calls };
}

/** Where a node of a test document is written: ten characters from a thousand times its id on. */
export function placeOfNode(id: number) {
  return { file: modelFile, start: 1000 * id, end: 1000 * id + 10 };
}

/** Where a module is constructed: far behind all nodes, by its place in the list. */
export function placeOfModule(index: number) {
  return { file: modelFile, start: 1e9 + 1000 * index, end: 1e9 + 1000 * index + 20 };
}

function withSources(graph: Graph): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, source: placeOfNode(node.id) })),
    modules: graph.modules.map((module, index) => ({ ...module, source: placeOfModule(index) })),
  };
}
