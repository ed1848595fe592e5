import { type Graph, knownShape, type ModulePath, type Node, type NodeId } from "../ir/index.ts";
import {
  type ActivationLowering,
  type AffineLowering,
  findOp,
  type Init,
  type Lowering,
} from "../ops/index.ts";

/**
 * A graph on its way to a plan: each stage is one node, or several that passes have merged into one
 * computation. Every pass takes a program and returns one; a stage stands after the stages whose values it
 * reads.
 */
export interface Program {
  readonly stages: readonly Stage[];
  /** The values that the model returns, in order. */
  readonly outputs: readonly NodeId[];
}

export interface Stage {
  /** The node whose value the stage produces: the last of `nodes`. */
  readonly value: NodeId;
  /** Every node that the stage computes, in schedule order. */
  readonly nodes: readonly NodeId[];
  readonly lowering: Lowering;
  /** The values that the lowering reads; a residual stands in the epilogue. */
  readonly inputs: readonly NodeId[];
  readonly shape: readonly number[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly epilogue: Epilogue;
}

/** A tensor that an op keeps, by its full name in the model. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly init: ConcreteInit;
}

/** As `Init` with a number for the fan. */
export type ConcreteInit =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "kaiming-uniform"; readonly fanIn: number };

/** What happens to a result before it is stored: batch norms, then the residual, then the activation. */
export interface Epilogue {
  readonly affines: readonly BoundAffine[];
  readonly residual: NodeId | null;
  readonly activation: ActivationLowering | null;
}

/** A batch norm with the parameters that its lowering names. */
export interface BoundAffine {
  readonly lowering: AffineLowering;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** Every node as a stage of its own. The nodes' shapes must be numbers (see `firstUnknownShape`). */
export function lowerGraph(graph: Graph): Program {
  const shapes = graph.nodes.map((node) => knownShape(node.shape) ?? []);
  return { stages: graph.nodes.map((node) => lowerNode(node, shapes)), outputs: graph.outputs };
}

/** The first node whose shape is not all numbers; such a graph has no program. */
export function firstUnknownShape(graph: Graph): Node | undefined {
  return graph.nodes.find((node) => knownShape(node.shape) === undefined);
}

/** How many stages and outputs read each value. A value read once may be merged into its reader. */
export function countReaders(program: Program): ReadonlyMap<NodeId, number> {
  const counts = new Map<NodeId, number>();
  const reads = program.stages.flatMap((stage) => [...stage.inputs, ...residualOf(stage)]);
  for (const id of [...reads, ...program.outputs]) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

export function residualOf(stage: Stage): readonly NodeId[] {
  return stage.epilogue.residual === null ? [] : [stage.epilogue.residual];
}

/** `follower` merged into `producer`, which then yields the follower's value. */
export function merge(producer: Stage, follower: Stage, epilogue: Partial<Epilogue>): Stage {
  return {
    ...producer,
    value: follower.value,
    nodes: [...producer.nodes, ...follower.nodes],
    shape: follower.shape,
    epilogue: { ...producer.epilogue, ...epilogue },
  };
}

function lowerNode(node: Node, shapes: readonly (readonly number[])[]): Stage {
  const op = findOp(node.op);
  const inputs = node.inputs.map((id) => shapes[id] ?? []);
  return {
    value: node.id,
    nodes: [node.id],
    lowering: op.lower(node.attrs as never, inputs),
    inputs: node.inputs,
    shape: shapes[node.id] ?? [],
    parameters: parametersOf(node),
    epilogue: { affines: [], residual: null, activation: null },
  };
}

function parametersOf(node: Node): Readonly<Record<string, Parameter>> {
  const specs = Object.entries(findOp(node.op).params(node.attrs));
  return Object.fromEntries(
    specs.map(([name, spec]) => {
      const shape = knownShape(spec.shape) ?? [];
      return [name, { name: parameterName(node.owner, name), shape, init: concrete(spec.init) }];
    }),
  );
}

/** `owner.name`, as in PyTorch's `state_dict`; the root's own parameters have no prefix. */
export function parameterName(owner: ModulePath | null, name: string): string {
  return owner === null || owner === "" ? name : `${owner}.${name}`;
}

function concrete(init: Init): ConcreteInit {
  if (init.kind === "constant") return init;
  if (typeof init.fanIn !== "number") throw new Error("A parameter's shape is symbolic.");
  return { kind: "kaiming-uniform", fanIn: init.fanIn };
}
