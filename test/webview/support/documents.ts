import { nodeTitle } from "../../../src/ide/view/node-title.ts";
import type { Graph } from "../../../src/ir/index.ts";
import { type Module, randn, trace } from "../../../src/library/index.ts";
import { findOp } from "../../../src/ops/index.ts";
import { summarize } from "../../../src/passes/index.ts";
import type { ModelDocument } from "../../../src/protocol/index.ts";

export interface Example {
  readonly name: string;
  readonly build: () => Module;
  readonly input: readonly number[];
}

/** The file that the sources of all test documents point into. */
export const modelFile = "file:///models/example.ts";

/**
 * The document of a model as the server would make it, from executing it. Execution knows no places in a
 * source, so every module and node is given one of its own: a module's content lies within the module.
 */
export function documentOf({ name, build, input }: Example): ModelDocument {
  return { ...documentOfGraph(withSources(trace(build(), randn(...(input as [number]))))), id: name, name };
}

/** The document of a graph that a test has written by hand. */
export function documentOfGraph(graph: Graph): ModelDocument {
  const { name } = graph;
  return {
    ...{ id: name, name, className: name, inputFrom: "call", symbolic: false, range: null, graph },
    inputs: graph.inputs.map((id) => graph.nodes[id]?.shape ?? []),
    report: summarize(graph),
    nodes: graph.nodes.map((node) => ({
      id: node.id,
      title: nodeTitle(graph, node),
      detail: findOp(node.op).summary,
      category: findOp(node.op).category,
    })),
  };
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
