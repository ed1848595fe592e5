import type { Graph, Node, NodeId, OutputTensor } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import { bindWeights, lowerGraph, type Parameter, type Stage } from "../../passes/index.ts";
import type { Explanation, Place, Subject } from "./explanation.ts";
import { explain } from "./families.ts";
import { separablePairs, withSeparable } from "./separable.ts";

/** What explanations read: a graph, tensors of one of its runs, and its weights. */
export interface RunNumbers {
  readonly graph: Graph;
  /** Null for a node that was computed inside another one's step: its elements are worked out. */
  tensor(node: NodeId): OutputTensor | null;
  parameter(parameter: Parameter): Float32Array;
}

export interface Explainer {
  /** The nodes whose tensors an explanation of this one reads, where the run has left them. */
  reads(node: NodeId): readonly NodeId[];
  /** Null for an input, which comes from outside. */
  explain(node: NodeId, place: Place): Explanation | null;
  /** The run's number, or, where it left none, the arithmetic's. */
  at(node: NodeId, place: Place): number;
}

/** Explains single elements of a run. What the engine has merged into one step is worked out node by node. */
export function createExplainer({ graph, tensor, parameter }: RunNumbers): Explainer {
  const stages = stagesOf(graph);
  const stageOf = (id: NodeId): Stage => {
    const stage = stages[id];
    if (stage === undefined) throw new Error(`There is no node ${id}.`);
    return stage;
  };
  function at(node: NodeId, place: Place): number {
    const known = tensor(node);
    if (known !== null) return known.data[offsetOf(known.shape, place)] ?? Number.NaN;
    const stage = stageOf(node);
    const [own] = Object.values(stage.parameters);
    if (stage.lowering.family === "parameter" && own !== undefined)
      return parameter(own)[offsetOf(own.shape, place)] ?? Number.NaN;
    return explain(subjectOf(stage), place)?.value ?? Number.NaN;
  }
  function subjectOf(stage: Stage): Subject {
    return {
      lowering: stage.lowering,
      shape: stage.shape,
      operands: stage.inputs.map((id) => ({
        shape: stageOf(id).shape,
        at: (place) => at(id, place),
      })),
      parameter(name) {
        const named = stage.parameters[name];
        if (named === undefined) throw new Error(`The op keeps no "${name}".`);
        return parameter(named);
      },
      reference: (value) => referenceOf(graph.nodes[stage.value], value),
    };
  }
  const pairs = separablePairs(stages);
  return {
    at,
    reads: (node) => [...stageOf(node).inputs, ...(pairs.get(node)?.depthwise.inputs ?? [])],
    explain(node, place) {
      const found = explain(subjectOf(stageOf(node)), place);
      const pair = pairs.get(node);
      if (found === null || pair === undefined) return found;
      return withSeparable(found, pair, node, (id, from) => explain(subjectOf(stageOf(id)), from));
    },
  };
}

/** The stages, by node. As in a run, weights that depend only on parameters are calculated once, as a whole. */
function stagesOf(graph: Graph): readonly Stage[] {
  const all = new Set(graph.nodes.map(({ id }) => id));
  return bindWeights(graph, lowerGraph(graph), all).program.stages;
}

function referenceOf(node: Node | undefined, value: number): number {
  if (node === undefined) return Number.NaN;
  const x = { shape: [1], data: Float32Array.of(value) };
  return findOp(node.op).reference(node.attrs as never, [x], {}).data[0] ?? Number.NaN;
}

function offsetOf(shape: readonly number[], place: Place): number {
  return shape.reduce((offset, size, axis) => offset * size + (place[axis] ?? 0), 0);
}
