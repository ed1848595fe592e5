import { type Checked, faulty, ok } from "../../base/index.ts";
import type { Graph, Node, NodeId } from "../../ir/index.ts";
import { findOp, type SourceLowering } from "../../ops/index.ts";
import {
  bindProducts,
  bindWeights,
  dropIdentity,
  firstFault,
  firstUnknownShape,
  lowerGraph,
} from "../../passes/index.ts";
import { byteSize } from "../../words/index.ts";
import { elements } from "../elements.ts";
import type {
  InputFill,
  NodeValue,
  Plan,
  PlanInput,
  PlanOptions,
  PlanProblem,
  TensorPlace,
} from "../plan.ts";
import { asImages, type ImageProgram } from "./as-images.ts";
import { type ChannelsLastProgram, keepInBlocks } from "./channels-last.ts";
import type { Draft, Value } from "./draft.ts";
import { familyOf } from "./families.ts";
import type { FusedProgram, FusedStage } from "./fusion/fused-program.ts";
import { fuse } from "./fusion/index.ts";
import { findJoints } from "./joints.ts";
import { type Settled, settle } from "./settle.ts";
import { anyLayout, isImage } from "./values.ts";

/** 4 GiB, less the last page, which no 32-bit address can point behind. */
export const addressableBytes = 65_535 * 65_536;

/**
 * Lowers a graph to a plan. The value is null where there can be none. A plan that needs more memory than the
 * limit comes with a problem that says so; nothing has been allocated then.
 */
export function compilePlan(graph: Graph, options: PlanOptions = {}): Checked<Plan | null, PlanProblem> {
  const fault = firstFault(graph);
  if (fault !== undefined) return faulty(null, { code: "faulty-graph", ...fault });
  const unknown = firstUnknownShape(graph);
  if (unknown !== undefined) return faulty(null, unknownShape(unknown));
  const { program: whole, aliases } = dropIdentity(lowerGraph(graph));
  // A dropout's value is its input's, so observing one means observing the other.
  const observed = new Set([...(options.observe ?? [])].map((id) => aliases.get(id) ?? id));
  const weights = bindWeights(graph, whole, observed);
  const products = bindProducts(weights.program, observed);
  const takers = new Map([...weights.takers, ...products.takers]);
  const images = asImages(products.program, graph.nodes.length);
  const free = graph.nodes.length + images.program.stages.length;
  const { program, ownShapes: channelsLast } = keepInBlocks(images.program, free);
  const { ownShapes } = images;
  const fused = fuse(program, observed);
  const shapes = new Map(fused.stages.map(({ value, shape }) => [value, shape]));
  const unsupported = fused.stages.find((stage) => !isSupported(stage, shapes));
  if (unsupported !== undefined) return faulty(null, unsupportedShape(unsupported));
  const limit = Math.min(options.memoryLimit ?? addressableBytes, addressableBytes);
  // Refuse impossible sizes before tables are made for them.
  const least = leastBytes(fused);
  if (least > limit) return faulty(null, tooMuchMemory(graph.name, least, limit));
  const plan = planOf(graph, fused, { aliases, takers, ownShapes, channelsLast }, options);
  if (plan.memory.bytes <= limit) return ok(plan);
  const frugal =
    options.memory === undefined
      ? planOf(graph, fused, { aliases, takers, ownShapes, channelsLast }, { ...options, memory: "low" })
      : plan;
  const needed = frugal.memory.bytes;
  return needed > limit ? faulty(frugal, tooMuchMemory(graph.name, needed, limit)) : ok(frugal);
}

/** What any plan needs: all parameters, and the largest value. */
function leastBytes({ stages }: FusedProgram): number {
  const parameters = new Map(
    stages.flatMap((stage) =>
      Object.values(stage.parameters).map(({ name, shape }) => [name, elements(shape)]),
    ),
  );
  const learned = [...parameters.values()].reduce((sum, count) => sum + count, 0);
  const largest = stages.reduce((most, { shape }) => Math.max(most, elements(shape)), 0);
  return 4 * (learned + largest);
}

/** What became of the graph's nodes on the way to stages. */
interface Changes {
  /** Nodes without a stage: whose value theirs is, or who took it. */
  readonly aliases: ReadonlyMap<NodeId, NodeId>;
  readonly takers: ReadonlyMap<NodeId, NodeId>;
  readonly ownShapes: ImageProgram["ownShapes"];
  readonly channelsLast: ChannelsLastProgram["ownShapes"];
}

function planOf(graph: Graph, program: FusedProgram, changes: Changes, options: PlanOptions): Plan {
  const draft = draftProgram(program, options);
  const settled = settle(draft, program.outputs);
  const place: PlaceOf = (id, value) => {
    const found = settled.place(value);
    const channelsLast = changes.channelsLast.get(id);
    const shape = channelsLast ?? changes.ownShapes.get(id) ?? found.shape;
    return { ...found, shape, channelsLast: channelsLast !== undefined };
  };
  const steps = draft.steps.filter(({ calls }) => calls.length > 0);
  const stepOf = new Map(steps.map(({ stage }, index) => [stage.value, index]));
  return {
    name: graph.name,
    origin: { graph, options },
    inputs: program.stages.flatMap((stage) => planInput(draft, settled, graph, stage)),
    outputs: program.outputs.map((id) => ({ node: id, place: place(id, anyLayout(draft, id)) })),
    constants: settled.constants,
    setup: draft.setup.map(settled.call),
    steps: steps.map(({ stage, algorithm, calls, output }) => ({
      nodes: stage.nodes,
      algorithm,
      calls: calls.map(settled.call),
      output: place(stage.value, output),
      macs: stage.nodes.reduce((sum, id) => sum + macsOf(graph, id), 0),
    })),
    values: nodeValues(graph, program, draft, stepOf, changes, place),
    memory: settled.memory,
    threads: options.threads ?? 1,
  };
}

/** Where a value is, under the shape that its node has. */
type PlaceOf = (id: NodeId, value: Value) => TensorPlace;

function draftProgram(program: FusedProgram, { memory, exact = false, threads = 1 }: PlanOptions): Draft {
  const joints = findJoints(program);
  const draft: Draft = {
    buffers: [],
    setup: [],
    steps: [],
    values: new Map(),
    fast: memory !== "low" && !exact,
    exact,
    threads,
    calls: [],
    shared: new Map(),
    joints,
    placed: new Map(),
  };
  for (const stage of program.stages) {
    const algorithm = familyOf(stage.lowering).draft(draft, stage, stage.lowering);
    const output = anyLayout(draft, stage.value);
    // What a view costs belongs to the stage that reads it, which comes next.
    draft.steps.push({ stage, algorithm, calls: stage.isView ? [] : draft.calls, output });
    if (!stage.isView) draft.calls = [];
  }
  return draft;
}

function planInput(draft: Draft, settled: Settled, graph: Graph, stage: FusedStage): readonly PlanInput[] {
  if (stage.lowering.family !== "source") return [];
  const planar = draft.values.get(stage.value)?.planar;
  if (planar === undefined) throw new Error("A source is row-major.");
  const { address, shape } = settled.place(planar);
  const argument = graph.inputs.indexOf(stage.value);
  const fill = fillOf(stage.lowering);
  return [{ node: stage.value, shape, address, fill, argument: argument < 0 ? null : argument }];
}

function fillOf({ fill }: SourceLowering): InputFill {
  if (fill.kind === "constant" || fill.kind === "numbers") return fill;
  return { kind: fill.kind === "rand" ? "uniform" : "normal", stream: fill.stream };
}

function macsOf(graph: Graph, id: NodeId): number {
  const node = graph.nodes[id];
  if (node === undefined) return 0;
  const shapes = node.inputs.map((input) => graph.nodes[input]?.shape ?? []);
  return Number(findOp(node.op).macs(node.attrs, shapes, node.shape));
}

/** Where each node's value is to be found, in the order of the nodes. */
function nodeValues(
  graph: Graph,
  program: FusedProgram,
  draft: Draft,
  stepOf: ReadonlyMap<NodeId, number>,
  { aliases, takers }: Changes,
  placeOf: PlaceOf,
): readonly NodeValue[] {
  const owners = new Map(program.stages.flatMap((stage) => stage.nodes.map((id) => [id, stage.value])));
  // As it was produced: a copy that a later step makes in another layout does not exist yet.
  const produced = new Map(draft.steps.map(({ stage, output }) => [stage.value, output]));
  const ready = readySteps(program, stepOf, produced);
  return graph.nodes.map(({ id }) => {
    const target = aliases.get(id) ?? id;
    const owner = owners.get(target) ?? owners.get(takers.get(target) ?? -1);
    if (owner === undefined) throw new Error(`Node ${id} is in no stage.`);
    if (owner !== target) return { kind: "fused", into: owner };
    const place = placeOf(target, produced.get(target) ?? anyLayout(draft, target));
    const step = ready.get(target) ?? -1;
    return step < 0 ? { kind: "input", place } : { kind: "step", step, place };
  });
}

/**
 * The step after which each stage's value is complete; −1: from the start. What costs no step (a reshape, a
 * concatenation or a slice in place) is complete once its last input is, or, where it shares the memory of a copy in
 * another layout that some step in between has made, after all steps before it.
 */
function readySteps(
  program: FusedProgram,
  stepOf: ReadonlyMap<NodeId, number>,
  produced: ReadonlyMap<NodeId, Value>,
): ReadonlyMap<NodeId, number> {
  const ready = new Map<NodeId, number>();
  const buffer = (id: NodeId): number | undefined => produced.get(id)?.at.buffer;
  let last = -1;
  for (const { value, inputs } of program.stages) {
    const own = stepOf.get(value);
    const inPlace = inputs.every((id) => buffer(id) === buffer(value));
    ready.set(value, own ?? (inPlace ? Math.max(-1, ...inputs.map((id) => ready.get(id) ?? -1)) : last));
    last = own ?? last;
  }
  return ready;
}

/** A batch of zero or an empty map has nothing to compute. */
function isSupported(stage: FusedStage, shapes: ReadonlyMap<NodeId, readonly number[]>): boolean {
  if (elements(stage.shape) === 0) return false;
  if (!familyOf(stage.lowering).imagesOnly) return true;
  const inputs = stage.inputs.map((id) => shapes.get(id) ?? []);
  return [stage.shape, ...inputs].every(isImage);
}

function unknownShape(node: Node): PlanProblem {
  const message = "The shape is not all numbers: give the model an input of known size.";
  return { code: "unknown-shape", node: node.id, message };
}

function unsupportedShape(stage: FusedStage): PlanProblem {
  const message = `The engine has no kernel for ${stage.lowering.family} on ${stage.shape.join("×")}.`;
  return { code: "unsupported", node: stage.value, message };
}

function tooMuchMemory(name: string, needed: number, limit: number): PlanProblem {
  const message = `${name} needs ${byteSize(needed)} of memory, but only ${byteSize(limit)} is available.`;
  return { code: "too-much-memory", needed, limit, message };
}
