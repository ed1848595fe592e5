import type { ModulePath, NodeId } from "./graph.ts";

/**
 * Which calls of modules applied the nodes of a graph. Two nodes of one module may stem from two of its calls, which the nodes
 * alone do not tell.
 */
export interface Calls {
  /** In the order in which their forwards began, so a caller stands before those that it calls. */
  readonly list: readonly ModuleCall[];
  /** By node: an index into the list; null for an input and for what no forward made. */
  readonly ofNode: readonly (CallId | null)[];
}

export type CallId = number;

/** A module's forward that ran. It is only listed if it applied a node of the graph, itself or in a module that it called. */
export interface ModuleCall {
  readonly module: ModulePath;
  /** In which call it was called; null for that of the model. */
  readonly outer: CallId | null;
}

/** In whose forward an op is applied: the model that was called, and the module that runs right now. Every call has its own. */
export interface CallScope<M> {
  /** The outermost module: the model. */
  readonly root: M;
  readonly module: M;
  /** The scope of the caller; null around the root's. */
  readonly outer: CallScope<M> | null;
  /** Higher than that of every call that began before. */
  readonly order: number;
}

let begun = 0;

/** The scope of a forward that begins now. */
export function beginCall<M>(module: M, outer: CallScope<M> | null): CallScope<M> {
  begun += 1;
  return { root: outer?.root ?? module, module, outer, order: begun };
}

/** The modules whose forwards were running, outermost first. */
export function callersOf<M>(scope: CallScope<M> | null): readonly M[] {
  const modules: M[] = [];
  for (let at = scope; at !== null; at = at.outer) modules.push(at.module);
  return modules.reverse();
}

/**
 * `scopes`: in which each node was applied. The nodes' own order says nothing about that of the calls, because it follows what
 * the outputs depend on.
 */
export function callsOf<M>(
  scopes: ReadonlyMap<NodeId, CallScope<M>>,
  nodes: number,
  pathOf: (module: M, root: M) => ModulePath,
): Calls {
  const found = new Set<CallScope<M>>();
  for (const scope of scopes.values())
    for (let at: CallScope<M> | null = scope; at !== null && !found.has(at); at = at.outer) found.add(at);
  const inOrder = [...found].sort((one, other) => one.order - other.order);
  const ids = new Map(inOrder.map((scope, id) => [scope, id]));
  const idOf = (scope: CallScope<M> | null | undefined): CallId | null =>
    scope == null ? null : (ids.get(scope) ?? null);
  return {
    list: inOrder.map(({ module, root, outer }) => ({ module: pathOf(module, root), outer: idOf(outer) })),
    ofNode: Array.from({ length: nodes }, (_, node) => idOf(scopes.get(node))),
  };
}
