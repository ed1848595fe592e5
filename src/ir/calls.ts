import type { ModulePath, NodeId } from "./graph.ts";

/**
 * Which calls of modules applied the nodes of a graph. Two nodes of one module may stem from two of its calls, which the nodes
 * alone do not tell.
 */
export interface Calls {
  /** A caller stands before those that it calls; otherwise in the order of the nodes. */
  readonly list: readonly ModuleCall[];
  /** By node: an index into the list; null for an input and for what no forward made. */
  readonly ofNode: readonly (CallId | null)[];
}

export type CallId = number;

/** A module's forward that ran. A call that applied no op, also none in a module below, is not listed. */
export interface ModuleCall {
  readonly module: ModulePath;
  /** In which call it was called; null for that of the model. */
  readonly outer: CallId | null;
}

/** A scope of a call as the recorder knows it: an object of its own for every call. */
interface Scope<M> {
  readonly root: M;
  readonly module: M;
  readonly outer: Scope<M> | null;
}

/** `scopes`: in which each node was applied. */
export function callsOf<M>(
  scopes: ReadonlyMap<NodeId, Scope<M>>,
  nodes: number,
  pathOf: (module: M, root: M) => ModulePath,
): Calls {
  const list: ModuleCall[] = [];
  const ids = new Map<Scope<M>, CallId>();
  const idOf = (scope: Scope<M>): CallId => {
    const known = ids.get(scope);
    if (known !== undefined) return known;
    const outer = scope.outer === null ? null : idOf(scope.outer);
    const id = list.push({ module: pathOf(scope.module, scope.root), outer }) - 1;
    ids.set(scope, id);
    return id;
  };
  const ofNode = Array.from({ length: nodes }, (_, node) => {
    const scope = scopes.get(node);
    return scope === undefined ? null : idOf(scope);
  });
  return { list, ofNode };
}
