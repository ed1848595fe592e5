import type { Model } from "../../analyzer/index.ts";
import { writtenAt } from "../../base/index.ts";
import type { ModulePath, NodeId } from "../../ir/index.ts";
import { declaredWords } from "../../words/index.ts";
import { type MarkedProblem, markedProblems } from "../problems.ts";
import type { View } from "../view/view.ts";

/** The errors and warnings of a file that lie where a model is written, by what of it is written there. */
export interface ModelFaults {
  readonly all: readonly MarkedProblem[];
  readonly nodes: ReadonlyMap<NodeId, readonly MarkedProblem[]>;
  /** Of constructions. */
  readonly modules: ReadonlyMap<ModulePath, readonly MarkedProblem[]>;
}

/** Notes on what is unknown, and advice, do not count. */
export function modelFaults(view: View, { graph }: Model): ModelFaults {
  const nodes = new Map<NodeId, MarkedProblem[]>();
  const modules = new Map<ModulePath, MarkedProblem[]>();
  const written = [
    ...graph.nodes.flatMap(({ id, source }) =>
      source === null ? [] : [{ source, list: listAt(nodes, id) }],
    ),
    ...graph.modules.flatMap(({ path, source }) =>
      source === null || path === "" ? [] : [{ source, list: listAt(modules, path) }],
    ),
  ];
  const all = markedProblems(view).filter((problem) => {
    if (problem.severity !== "error" && problem.severity !== "warning") return false;
    const meant = writtenAt(written, problem.at);
    for (const { list } of meant) list().push(problem);
    return meant.length > 0;
  });
  return { all, nodes, modules };
}

/** `1 error: figures as declared`; null for a model without one. */
export function declaredNote(view: View, model: Model): string | null {
  return declaredWords(modelFaults(view, model).all.filter(({ severity }) => severity === "error").length);
}

function listAt<K>(lists: Map<K, MarkedProblem[]>, key: K): () => MarkedProblem[] {
  return () => {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
  };
}
