import { fillsOf, labelsOf } from "../../../src/ide/models/documents.ts";
import { withVersion } from "../../../src/ide/models/model-version.ts";
import type { Graph } from "../../../src/ir/index.ts";
import { type Module, randn, trace } from "../../../src/library/index.ts";
import { summarize } from "../../../src/passes/index.ts";
import type { ModelDocument } from "../../../src/protocol/index.ts";

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
export function documentOf({ name, build, input, others = {} }: Example): ModelDocument {
  const inputs = [input, ...Object.values(others)];
  const graph = withSources(trace(build(), ...inputs.map((shape) => randn(...(shape as [number])))));
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
    },
    inputs,
    outputNames: [],
    inputNames: ["x", ...Object.keys(others)],
    report: summarize(graph),
    ...labelsOf(graph),
  });
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
