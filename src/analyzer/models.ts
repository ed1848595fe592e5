import type { Model } from "./analysis.ts";
import type { SourceFile } from "./eval/files.ts";
import type { Frame, RootCall } from "./eval/machine.ts";
import { modelGraph } from "./model-graph.ts";
import type { ModuleTree } from "./module-tree.ts";
import { tensorsIn } from "./eval/modules.ts";
import type { Made, ObjectValue, Value } from "./values/value.ts";

/** A model with what only the analysis itself needs of it. */
export interface FoundModel {
  readonly model: Model;
  readonly root: ObjectValue | null;
  readonly tree: ModuleTree;
  readonly nodes: ReadonlyMap<Made, number>;
}

/** A call that makes a model, and where its input came from. */
export interface ModelCall {
  readonly call: RootCall;
  readonly inputFrom: Model["inputFrom"];
  readonly symbolic: boolean;
}

/** The models of a file, in the order in which they were called. */
export function modelsOf(file: SourceFile, calls: readonly ModelCall[]): readonly FoundModel[] {
  const names = variableNames(file);
  const drafts = calls.flatMap((call) => draftOf(call, names));
  const ids = new Set<string>();
  return drafts.map(({ variable, ...draft }) => {
    const { className } = draft.model;
    const isOnly = drafts.filter(({ model }) => model.className === className).length === 1;
    const name = isOnly || variable === undefined ? className : `${className} (${variable})`;
    const id = freeId(variable === undefined ? className : `${className}:${variable}`, ids);
    return { ...draft, model: { ...draft.model, id, name } };
  });
}

/** An id that does not move when something else is added: the class and the variable, then a count. */
function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}#${count}`;
  taken.add(id);
  return id;
}

interface Draft extends FoundModel {
  readonly variable: string | undefined;
}

function draftOf({ call, inputFrom, symbolic }: ModelCall, names: ReadonlyMap<unknown, string>): readonly Draft[] {
  const found = modelGraph(call);
  if (found === undefined) return [];
  const { root } = call;
  const className = root.class?.name ?? "Module";
  const output = tensorsIn(call.output)[0]?.made;
  const model: Model = {
    id: "",
    name: className,
    className,
    graph: found.graph,
    construction: symbolic ? null : (root.module?.frame?.place ?? null),
    call: inputFrom === "call" ? (call.frame?.place ?? null) : null,
    declaration: root.class?.code.place ?? null,
    inputFrom,
    symbolic,
  };
  const variable = names.get(root) ?? (output === undefined ? undefined : names.get(output));
  return [{ model, root, tree: found.tree, nodes: found.nodes, variable }];
}

/** The names of the file's variables by what they hold: a module, or the tensor that came out of one. */
function variableNames({ code, scope }: SourceFile): ReadonlyMap<unknown, string> {
  const names = new Map<unknown, string>();
  for (const [name, slot] of code.layout.slots) {
    const value = scope?.slots[slot];
    const identity = value === undefined ? undefined : identityOf(value);
    if (identity !== undefined && !names.has(identity)) names.set(identity, name);
  }
  return names;
}

function identityOf(value: Value): unknown {
  if (value.kind === "tensor") return value.made;
  return value.kind === "object" ? value : undefined;
}

/** The call of the file's own that led to one inside it. */
export function outermost(frame: Frame | null): Frame | null {
  let at = frame;
  while (at?.outer) at = at.outer;
  return at;
}
