import {
  type Attrs,
  type Graph,
  joinedName,
  knownShape,
  type ModulePath,
  type Node,
  type NodeId,
} from "../ir/index.ts";
import { findOp, type Init, initOfStart, type Lowering } from "../ops/index.ts";

/** A graph in the words of lowerings. A stage comes after the stages whose values it reads. */
export interface Program<S extends Stage = Stage> {
  readonly stages: readonly S[];
  /** The values that the model returns, in order. */
  readonly outputs: readonly NodeId[];
}

export interface Stage {
  /** The node whose value the stage produces. */
  readonly value: NodeId;
  readonly lowering: Lowering;
  readonly inputs: readonly NodeId[];
  readonly shape: readonly number[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Whether no node stands for it: another stage reads a value under another shape. */
  readonly isView?: true;
}

/** A tensor that an op keeps, by its full name in the model. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly init: ConcreteInit;
}

/** As `Init` with a number for the fan; or what a model calculates of its parameters alone. */
export type ConcreteInit =
  | Exclude<Init, { kind: "kaiming-uniform" }>
  | { readonly kind: "kaiming-uniform"; readonly fanIn: number }
  | { readonly kind: "calculated"; readonly steps: readonly CalculationStep[] };

/** An op applied to results of earlier steps; the last step gives the numbers. */
export interface CalculationStep {
  readonly op: string;
  readonly attrs: Attrs;
  /** Indices of steps. */
  readonly inputs: readonly number[];
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** Every node as a stage of its own. The nodes' shapes must be numbers (see `firstUnknownShape`). */
export function lowerGraph(graph: Graph): Program {
  const shapes = graph.nodes.map((node) => knownShape(node.shape) ?? []);
  const starts = startsIn(graph);
  return { stages: graph.nodes.map((node) => lowerNode(node, shapes, starts)), outputs: graph.outputs };
}

/** The first node whose shape is not all numbers; such a graph has no program. */
export function firstUnknownShape(graph: Graph): Node | undefined {
  return graph.nodes.find((node) => knownShape(node.shape) === undefined);
}

/** The starting values that the file sets, by the full names of their tensors. */
type Starts = ReadonlyMap<string, Init>;

export function startsIn({ kept = [] }: Graph): Starts {
  return new Map(
    kept.flatMap(({ name, start }) => (start === undefined ? [] : [[name, initOfStart(start)]])),
  );
}

function lowerNode(node: Node, shapes: readonly (readonly number[])[], starts: Starts): Stage {
  const op = findOp(node.op);
  const inputs = node.inputs.map((id) => shapes[id] ?? []);
  return {
    value: node.id,
    lowering: op.lower(node.attrs as never, inputs),
    inputs: node.inputs,
    shape: shapes[node.id] ?? [],
    parameters: parametersOf(node, starts),
  };
}

function parametersOf(
  { op, attrs, owner }: Pick<Node, "op" | "attrs" | "owner">,
  starts: Starts,
): Readonly<Record<string, Parameter>> {
  const specs = Object.entries(findOp(op).params(attrs));
  return Object.fromEntries(
    specs.map(([ownName, spec]) => {
      const name = parameterName(owner, ownName);
      const shape = knownShape(spec.shape) ?? [];
      return [ownName, { name, shape, init: concrete(starts.get(name) ?? spec.init) }];
    }),
  );
}

/** All tensors that a model keeps, each once: those of layers that the graph does not use come last. */
export function parametersIn(graph: Graph): readonly Parameter[] {
  const unused = graph.unused.map(({ op, attrs, path }) => ({ op, attrs, owner: path }));
  const starts = startsIn(graph);
  const layers = [...graph.nodes, ...unused];
  const parameters = layers.flatMap((layer) => Object.values(parametersOf(layer, starts)));
  return [...new Map(parameters.map((parameter) => [parameter.name, parameter])).values()];
}

/** `owner.name`, as in PyTorch's `state_dict`; the root's own parameters have no prefix, and a bare one no name of its own. */
export function parameterName(owner: ModulePath | null, name: string): string {
  return joinedName(owner ?? "", name);
}

function concrete(init: Init): ConcreteInit {
  if (init.kind !== "kaiming-uniform") return init;
  if (typeof init.fanIn !== "number") throw new Error("A parameter's shape is symbolic.");
  return { kind: "kaiming-uniform", fanIn: init.fanIn };
}
