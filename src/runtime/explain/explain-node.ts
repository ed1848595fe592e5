import type { Graph, Node, NodeId, OutputTensor } from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";
import { bindWeights, lowerGraph, type Parameter, type Stage } from "../../passes/index.ts";
import type { Explanation, Part, Place, Subject } from "./explanation.ts";
import { explain } from "./families.ts";

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
  return {
    at,
    reads: (node) => [...stageOf(node).inputs, ...(depthwiseBefore(stages, stageOf(node))?.inputs ?? [])],
    explain(node, place) {
      const found = explain(subjectOf(stageOf(node)), place);
      const depthwise = depthwiseBefore(stages, stageOf(node));
      if (found === null || depthwise === null) return found;
      const parts = found.parts.map((part) =>
        withBefore(part, depthwise, (id, from) => explain(subjectOf(stageOf(id)), from)),
      );
      return { ...found, parts, remark: separableWords(depthwise, found) };
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

/** The depthwise convolution whose results a pointwise one mixes, with nothing but batch norm and activation between. */
function depthwiseBefore(stages: readonly Stage[], { lowering, inputs }: Stage): Stage | null {
  if (lowering.family !== "convolution" || lowering.groups !== 1) return null;
  if (lowering.kernel.some((size) => size !== 1) || lowering.stride.some((step) => step !== 1)) return null;
  let stage = stages[inputs[0] ?? -1];
  while (stage !== undefined && between.has(stage.lowering.family)) stage = stages[stage.inputs[0] ?? -1];
  return stage !== undefined && isDepthwise(stage) ? stage : null;
}

const between: ReadonlySet<string> = new Set(["affine", "activation", "identity"]);

function isDepthwise({ lowering, shape }: Stage): boolean {
  return lowering.family === "convolution" && lowering.groups > 1 && lowering.groups === shape.at(-3);
}

function withBefore(
  part: Part,
  { value: node }: Stage,
  explainAt: (node: NodeId, place: Place) => Explanation | null,
): Part {
  if (part.outside[0] === true) return part;
  const [made] = explainAt(node, part.place)?.parts ?? [];
  return made === undefined ? part : { ...part, before: { node, part: made } };
}

function separableWords({ lowering }: Stage, { parts, omitted }: Explanation): string | null {
  if (lowering.family !== "convolution") return null;
  const [channels, taps] = [parts.length + omitted.count, lowering.kernel[0] * lowering.kernel[1]];
  const kernel = lowering.kernel.join("×");
  return (
    `Depthwise, then pointwise: ${taps} products filter each of ${channels} channels once for all outputs, ` +
    `and ${channels} mix them into this one, ${taps} + ${channels}. ` +
    `A plain ${kernel} convolution would sum ${taps} · ${channels} = ${taps * channels} products for each output.`
  );
}

function offsetOf(shape: readonly number[], place: Place): number {
  return shape.reduce((offset, size, axis) => offset * size + (place[axis] ?? 0), 0);
}
