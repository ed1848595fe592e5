import { ancestorsOf, type Graph, type NodeId } from "../ir/index.ts";
import { type FunctionalLowering, findOp } from "../ops/index.ts";
import type { CalculationStep, Parameter, Program, Stage } from "./program.ts";

/**
 * If one function's weights take more multiplications, kernels calculate them in every run instead of once
 * before.
 */
const mostMacs = 1e8;

export interface BoundProgram {
  readonly program: Program;
  /** The node that took the value of one that has no stage any more. */
  readonly takers: ReadonlyMap<NodeId, NodeId>;
}

/**
 * Makes a layer of a function like `F.conv2d` whose weights are parameters, or calculated from parameters alone, such as
 * standardised ones: these are worked out once, when the weights are packed. A stage that nothing reads then is left out.
 */
export function bindWeights(
  graph: Graph,
  program: Program,
  observed: ReadonlySet<NodeId> = new Set(),
): BoundProgram {
  const takers = new Map<NodeId, NodeId>();
  if (!program.stages.some(({ lowering }) => lowering.family === "functional")) return { program, takers };
  const fixed = fixedStages(graph, program.stages);
  const stages = program.stages.map((stage) => {
    if (stage.lowering.family !== "functional") return stage;
    const [x = -1, ...given] = stage.inputs;
    if (!given.every((id) => fixed.has(id))) return stage;
    const behind = new Set(given.flatMap((id) => ancestors(id, fixed)));
    if (macsOf(graph, behind) > mostMacs) return stage;
    for (const taken of behind) takers.set(taken, stage.value);
    return asLayer(graph, stage, stage.lowering, x, fixed);
  });
  const kept = new Set([...observed, ...program.outputs]);
  return { program: { ...program, stages: withoutUnread(stages, takers, kept) }, takers };
}

/** The stages whose numbers are the same in every run. */
function fixedStages(graph: Graph, stages: readonly Stage[]): ReadonlyMap<NodeId, Stage> {
  const fixed = new Map<NodeId, Stage>();
  for (const stage of stages)
    if (stage.inputs.every((id) => fixed.has(id)) && !isGiven(graph, stage)) fixed.set(stage.value, stage);
  return fixed;
}

/** An argument, or random numbers. */
function isGiven(graph: Graph, { value, lowering }: Stage): boolean {
  if (graph.inputs.includes(value)) return true;
  return lowering.family === "source" && !["constant", "numbers"].includes(lowering.fill.kind);
}

function macsOf(graph: Graph, nodes: ReadonlySet<NodeId>): number {
  let sum = 0;
  for (const id of nodes) {
    const node = graph.nodes[id];
    if (node === undefined) continue;
    const shapes = node.inputs.map((input) => graph.nodes[input]?.shape ?? []);
    sum += Number(findOp(node.op).macs(node.attrs, shapes, node.shape));
  }
  return sum;
}

function ancestors(id: NodeId, fixed: ReadonlyMap<NodeId, Stage>): readonly NodeId[] {
  return ancestorsOf(id, (one) => fixed.get(one)?.inputs ?? [], new Set());
}

function asLayer(
  graph: Graph,
  stage: Stage,
  { layer, given }: FunctionalLowering,
  x: NodeId,
  fixed: ReadonlyMap<NodeId, Stage>,
): Stage {
  const weights = given.map((name, index) => {
    return [name, parameterOf(graph, stage.inputs[index + 1] ?? -1, fixed)] as const;
  });
  return { ...stage, lowering: layer, inputs: [x], parameters: Object.fromEntries(weights) };
}

/** The parameter that a stage gives as it is, or one for what is calculated. */
function parameterOf(graph: Graph, id: NodeId, fixed: ReadonlyMap<NodeId, Stage>): Parameter {
  const stage = fixed.get(id);
  if (stage === undefined) throw new Error(`Node ${id} has no stage.`);
  const own = stage.lowering.family === "parameter" ? stage.parameters[stage.lowering.weight] : undefined;
  if (own !== undefined) return own;
  const ids = ancestors(id, fixed);
  const steps = ids.map((one) => stepOf(graph, fixed.get(one), ids));
  return { name: `node ${id}`, shape: stage.shape, init: { kind: "calculated", steps } };
}

function stepOf(graph: Graph, stage: Stage | undefined, ids: readonly NodeId[]): CalculationStep {
  const node = graph.nodes[stage?.value ?? -1];
  if (stage === undefined || node === undefined) throw new Error("A step has a node.");
  const inputs = stage.inputs.map((id) => ids.indexOf(id));
  return { op: node.op, attrs: node.attrs, inputs, parameters: stage.parameters };
}

/** Without the stages that only layers read, which have their numbers as weights now. */
function withoutUnread(
  stages: readonly Stage[],
  takers: ReadonlyMap<NodeId, NodeId>,
  kept: ReadonlySet<NodeId>,
): readonly Stage[] {
  const read = new Set<NodeId>();
  const left: Stage[] = [];
  for (const stage of [...stages].reverse()) {
    if (takers.has(stage.value) && !read.has(stage.value) && !kept.has(stage.value)) continue;
    for (const id of stage.inputs) read.add(id);
    left.push(stage);
  }
  return left.reverse();
}
