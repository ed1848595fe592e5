import { buildGraph, type Graph, type ModuleInfo, type ModulePath, type Recorded } from "../ir/index.ts";
import { enterModel } from "../ops/index.ts";
import type { ModelCall } from "./models.ts";
import type { Module } from "./module.ts";
import { type ModulePaths, modulePaths } from "./module-paths.ts";
import { callers } from "./scope.ts";
import { Tensor } from "./tensor.ts";

/** The graph of one call of a model, cut at the tensors that were handed in. */
export function traceModel(call: ModelCall): Graph {
  const paths = modulePaths(call.root);
  const records: Records = new Map();
  const inputs = tensorsIn(call.inputs);
  inputs.forEach((tensor, index) => {
    records.set(tensor, inputRecord(tensor, index));
  });
  const outputs = tensorsIn(call.output);
  for (const tensor of outputs) record(tensor, records, paths.pathOf);
  return buildGraph({
    name: paths.classAt(""),
    inputs: inputs.map((tensor) => recorded(records, tensor)),
    outputs: outputs.map((tensor) => recorded(records, tensor)),
    moduleAt: (path) => moduleInfo(paths.classAt(path)),
  });
}

/** Calls the model on the inputs and gives the graph of that call. */
export function trace(root: Module, ...inputs: readonly Tensor[]): Graph {
  return traceModel({ root, inputs, output: root(...(inputs as never[])) });
}

/** Everything that a tensor was computed from, back to the sources. */
export interface Ancestry {
  readonly graph: Graph;
  /** The models that took part, by what stands before their modules' paths in the graph; "" where it is one alone. */
  readonly models: readonly { readonly root: Module; readonly prefix: ModulePath }[];
}

export function traceAncestry(tensor: Tensor): Ancestry {
  const models = modelsBehind(tensor).map((root, index, { length }) => {
    const prefix = length === 1 ? "" : `${root.constructor.name}${index + 1}`;
    return { root, prefix, paths: modulePaths(root) };
  });
  const byRoot = new Map<Module, Placed>(models.map((model) => [model.root, model]));
  const records: Records = new Map();
  record(tensor, records, (module, root) => placed(byRoot.get(root), module));
  const name = models.length === 1 ? models[0]?.paths.classAt("") : undefined;
  const graph = buildGraph({
    name: name ?? "Tensor",
    inputs: [],
    outputs: [recorded(records, tensor)],
    moduleAt: (path) => moduleInfo(classIn(models, path)),
  });
  return { graph, models };
}

interface Placed {
  readonly prefix: ModulePath;
  readonly paths: ModulePaths;
}

function placed(model: Placed | undefined, module: Module): ModulePath {
  if (model === undefined) throw new Error("A model that took part was not found.");
  return [model.prefix, model.paths.pathOf(module)].filter((part) => part !== "").join(".");
}

function classIn(models: readonly Placed[], path: ModulePath): string {
  const model = models.find(
    ({ prefix }) => prefix === "" || path === prefix || path.startsWith(`${prefix}.`),
  );
  if (model === undefined) return "Module";
  return model.paths.classAt(model.prefix === "" ? path : path.slice(model.prefix.length + 1));
}

/** The roots in the order in which the tensor's ancestry first uses them. */
function modelsBehind(tensor: Tensor): readonly Module[] {
  const roots = new Set<Module>();
  for (const { application } of ancestors(tensor, new Set())) {
    const root = application.scope?.root ?? application.owner;
    if (root !== null) roots.add(root);
  }
  return [...roots];
}

/** All tensors in what a forward takes or returns: one, or some in arrays and records, in order. */
export function tensorsIn(value: unknown, around: readonly unknown[] = []): readonly Tensor[] {
  if (value instanceof Tensor) return [value];
  if (typeof value !== "object" || value === null || around.includes(value)) return [];
  return Object.values(value).flatMap((part) => tensorsIn(part, [...around, value]));
}

type Records = Map<Tensor, Recorded>;

/** The path of a module that took part in a call of the root. */
type PathOf = (module: Module, root: Module) => ModulePath;

function inputRecord(tensor: Tensor, index: number): Recorded {
  const { op, attrs } = enterModel(tensor.application, tensor.dims, index);
  return { op, attrs, inputs: [], shape: tensor.dims, module: "", owner: null, source: null };
}

/** Records the tensor and all that it depends on and that is not recorded yet. */
function record(output: Tensor, records: Records, pathOf: PathOf): void {
  for (const tensor of ancestors(output, records)) records.set(tensor, recordOf(tensor, records, pathOf));
}

/**
 * The tensor and its ancestors, inputs first, left to right, without those that are `known` and what lies behind them. By
 * an explicit stack: a chain may be longer than the call stack.
 */
function ancestors(output: Tensor, known: { has(tensor: Tensor): boolean }): readonly Tensor[] {
  const found = new Set<Tensor>();
  const stack = [output];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const isDone = found.has(top) || known.has(top);
    const pending = isDone ? [] : top.application.inputs.filter((t) => !found.has(t) && !known.has(t));
    if (pending.length > 0) {
      stack.push(...pending.reverse());
    } else {
      if (!isDone) found.add(top);
      stack.pop();
    }
  }
  return [...found];
}

function recordOf(tensor: Tensor, records: Records, pathOf: PathOf): Recorded {
  const { op, attrs, inputs, owner, scope } = tensor.application;
  const root = scope?.root ?? owner;
  // Callers are named from the outside in, so that a loose block's layers are named below it.
  const paths = root === null ? [] : callers(scope).map((module) => pathOf(module, root));
  return {
    op,
    attrs,
    inputs: inputs.map((input) => recorded(records, input)),
    shape: tensor.dims,
    module: paths.at(-1) ?? "",
    owner: owner === null || root === null ? null : pathOf(owner, root),
    source: null,
  };
}

function recorded(records: Records, tensor: Tensor): Recorded {
  const found = records.get(tensor);
  if (found === undefined) throw new Error("A tensor was used before it was recorded.");
  return found;
}

function moduleInfo(className: string): Omit<ModuleInfo, "path"> {
  return { className, source: null };
}
