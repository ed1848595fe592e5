import type { FileRange } from "../../base/index.ts";
import type { Model } from "../analysis.ts";
import type { SourceFile } from "../program/program.ts";
import type { RootCall } from "../run/machine.ts";
import { tensorsIn } from "../values/tensors-in.ts";
import type { Frame, Made, ObjectValue, Value } from "../values/value.ts";
import { modelGraph } from "./model-graph.ts";
import type { ModuleTree } from "./module-tree.ts";

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
  /** Where a function takes the place of a module; the call's root then only stands for it. */
  readonly fn?: { readonly name: string; readonly nameRange: FileRange; readonly declaration: FileRange };
}

/** The models of a file, in the order in which they were called. */
export function modelsOf(file: SourceFile, calls: readonly ModelCall[]): readonly FoundModel[] {
  const names = variableNames(file);
  const unnamed = calls.flatMap((call) => unnamedModel(call, names));
  const ids = new Set<string>();
  return unnamed.map(({ variable, ...draft }) => {
    const { className } = draft.model;
    const isOnly = unnamed.filter(({ model }) => model.className === className).length === 1;
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

interface UnnamedModel extends FoundModel {
  readonly variable: string | undefined;
}

function unnamedModel(modelCall: ModelCall, names: ReadonlyMap<unknown, string>): readonly UnnamedModel[] {
  const { call, inputFrom, symbolic, fn } = modelCall;
  const found = modelGraph(call, fn?.name);
  if (found === undefined) return [];
  const { root } = call;
  const className = fn?.name ?? root.class?.name ?? "Module";
  const output = tensorsIn(call.output)[0]?.made;
  const construction = fn?.nameRange ?? root.module?.frame?.place ?? null;
  const model: Model = {
    id: "",
    name: className,
    className,
    graph: found.graph,
    construction: symbolic ? null : construction,
    call: inputFrom === "call" ? (call.frame?.place ?? null) : null,
    declaration: fn?.declaration ?? root.class?.code.place ?? null,
    inputFrom,
    symbolic,
  };
  const variable = names.get(root) ?? (output === undefined ? undefined : names.get(output));
  const isFunction = fn !== undefined;
  return [{ model, root: isFunction ? null : root, tree: found.tree, nodes: found.nodes, variable }];
}

/** The names of the file's variables by what they hold: a module, or the tensor that came out of one. */
function variableNames({ code, scope }: SourceFile): ReadonlyMap<unknown, string> {
  const names = new Map<unknown, string>();
  for (const [name, slot] of code.names.slots) {
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
