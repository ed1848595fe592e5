import type { FileRange } from "../base/index.ts";
import { buildGraph, type Recorded, type Recording, scheduleRecording } from "./build.ts";
import { type CallScope, type Calls, callsOf } from "./calls.ts";
import type {
  Attrs,
  Graph,
  KeptState,
  ModulePath,
  NodeId,
  OtherName,
  UnknownId,
  UnknownPart,
  UnusedLayer,
} from "./graph.ts";
import type { Shape } from "./shape.ts";

/*
 * From tensors, which remember how they came about, to the graph of a call. Tensors (`T`) and modules (`M`) that really
 * run and those that the analyzer imagines are recorded alike, which is why both give the same graph.
 */

/** How a tensor came about. */
export interface Applied<T, M> {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly T[];
  readonly shape: Shape;
  /** The module whose parameters the op uses. */
  readonly owner: M | null;
  readonly scope: CallScope<M> | null;
  readonly source: FileRange | null;
}

/** A call to record, cut at its inputs. */
export interface RecordedCall<T, M> {
  readonly name: string;
  readonly inputs: readonly T[];
  readonly outputs: readonly T[];
  /** What was computed beside the outputs and belongs to the graph all the same: where an output is not known. */
  readonly loose?: readonly T[];
  readonly unknowns?: readonly UnknownPart[];
  /** Which of the unknowns decides whether, and how often, the op was applied that gave a tensor. */
  unknownOf?(tensor: T): UnknownId | undefined;
  /** The layers below the root that keep tensors, whether the call reached them or not. */
  layers?(): readonly UnusedLayer[];
  /** What the file says about the tensors that modules keep. */
  kept?(): readonly KeptState[];
  /** What modules below the root hold more than once. */
  otherNames?(): readonly OtherName[];
  applicationOf(tensor: T): Applied<T, M>;
  /** The op of an argument of the model. It replaces the op that produced the tensor. */
  argument(applied: Applied<T, M>, index: number): Pick<Recorded, "op" | "attrs">;
  /** The path of a module that took part in a call of the root. */
  pathOf(module: M, root: M): ModulePath;
  moduleAt: Recording["moduleAt"];
}

export interface CallGraph<T> {
  readonly graph: Graph;
  /** The node of each tensor that the outputs depend on. */
  readonly nodes: ReadonlyMap<T, NodeId>;
  readonly calls: Calls;
}

export function recordCall<T, M>(call: RecordedCall<T, M>): CallGraph<T> {
  const records = new Map<T, Recorded>();
  for (const [index, tensor] of call.inputs.entries()) records.set(tensor, argumentOf(call, tensor, index));
  const inputsOf = (tensor: T): readonly T[] => call.applicationOf(tensor).inputs;
  for (const output of [...call.outputs, ...(call.loose ?? [])]) {
    for (const tensor of ancestorsOf(output, inputsOf, records))
      records.set(tensor, recordOf(call, tensor, records));
  }
  const { name, moduleAt, unknowns } = call;
  const recordedAll = (tensors: readonly T[]) => tensors.map((tensor) => recorded(records, tensor));
  const recording = {
    name,
    moduleAt,
    unknowns,
    inputs: recordedAll(call.inputs),
    outputs: recordedAll(call.outputs),
    loose: recordedAll(call.loose ?? []),
    layers: call.layers?.(),
    kept: call.kept?.(),
    otherNames: call.otherNames?.(),
  };
  const order = scheduleRecording(recording);
  const ids = new Map(order.map((record, id) => [record, id]));
  const nodes = new Map<T, NodeId>();
  const scopes = new Map<NodeId, CallScope<M>>();
  const given = new Set(call.inputs);
  for (const [tensor, record] of records) {
    const id = ids.get(record);
    if (id === undefined) continue;
    nodes.set(tensor, id);
    const scope = given.has(tensor) ? null : call.applicationOf(tensor).scope;
    if (scope !== null) scopes.set(id, scope);
  }
  return { graph: buildGraph(recording, order), nodes, calls: callsOf(scopes, order.length, call.pathOf) };
}

/**
 * The tensor and all that it was computed from, inputs first, left to right, without those that are `known` and what they
 * were computed from. By an explicit stack: a chain may be longer than the call stack.
 */
export function ancestorsOf<T>(
  output: T,
  inputsOf: (tensor: T) => readonly T[],
  known: { has(tensor: T): boolean },
): readonly T[] {
  const found = new Set<T>();
  const stack = [output];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const before = stack.length;
    const isDone = found.has(top) || known.has(top);
    const inputs = isDone ? [] : inputsOf(top);
    for (let index = inputs.length - 1; index >= 0; index--) {
      const input = inputs[index] as T;
      if (!found.has(input) && !known.has(input)) stack.push(input);
    }
    if (stack.length > before) continue;
    if (!isDone) found.add(top);
    stack.pop();
  }
  return [...found];
}

function argumentOf<T, M>(call: RecordedCall<T, M>, tensor: T, index: number): Recorded {
  const applied = call.applicationOf(tensor);
  const { op, attrs } = call.argument(applied, index);
  return { op, attrs, inputs: [], shape: applied.shape, module: "", owner: null, source: applied.source };
}

function recordOf<T, M>(call: RecordedCall<T, M>, tensor: T, records: ReadonlyMap<T, Recorded>): Recorded {
  const { op, attrs, inputs, owner, scope, shape, source } = call.applicationOf(tensor);
  const root = scope?.root ?? owner;
  const path = root === null ? null : pathOfScope(call, scope, root);
  const ownerPath = owner === null || root === null ? null : call.pathOf(owner, root);
  return {
    op,
    attrs,
    inputs: inputs.map((input) => recorded(records, input)),
    shape,
    // No forward makes a parameter, so its module is its own path.
    module: path ?? ownerPath ?? "",
    owner: ownerPath,
    source,
    unknown: call.unknownOf?.(tensor),
  };
}

/** Callers are named from the outside in, so that a loose block's layers are named below it. */
function pathOfScope<T, M>(call: RecordedCall<T, M>, scope: CallScope<M> | null, root: M): ModulePath | null {
  if (scope === null) return null;
  pathOfScope(call, scope.outer, root);
  return call.pathOf(scope.module, root);
}

function recorded<T>(records: ReadonlyMap<T, Recorded>, tensor: T): Recorded {
  const found = records.get(tensor);
  if (found === undefined) throw new Error("A tensor was used before it was recorded.");
  return found;
}
