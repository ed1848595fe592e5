import { isClass, whatIs } from "../../base/index.ts";
import {
  type Applied,
  ancestorsOf,
  type CallGraph,
  type Graph,
  isWithin,
  joinedName,
  type ModuleInfo,
  type ModulePath,
  type ModulePaths,
  recordCall,
} from "../../ir/index.ts";
import { enterModel } from "../../ops/index.ts";
import type { Module } from "../module.ts";
import type { Tensor } from "../tensor.ts";
import { keptBelow, layersBelow } from "./layers.ts";
import type { ModelCall } from "./model-calls.ts";
import { ModelError } from "./model-error.ts";
import { classAt, modulePaths } from "./module-paths.ts";
import { resultsIn, statesIn } from "./states-in.ts";
import type { Traced } from "./traced.ts";

/** Calls the model on the inputs and gives the graph of that call. */
export function trace(root: Module, ...inputs: readonly Tensor[]): Graph {
  return traceCalls(root, ...inputs).graph;
}

/** The same with the calls of its modules. */
export function traceCalls(
  root: Module,
  ...inputs: readonly Tensor[]
): Pick<CallGraph<Traced>, "graph" | "calls"> {
  const given = statesIn(inputs);
  const output: unknown = callableModel(root)(...(inputs as never[]));
  return recordModel({ root, inputs: given, outputs: resultsIn(output) });
}

function callableModel(root: Module): Module {
  if (typeof root === "function" && !isClass(root)) return root;
  const data = { name: null, what: whatIs(root) };
  throw new ModelError(
    { op: null, attrs: {}, inputs: [], owner: null, scope: null },
    { code: "not-callable", data },
  );
}

/** The graph of one call of a model, cut at the tensors that were handed in. */
export function traceModel(call: ModelCall): Graph {
  return recordModel(call).graph;
}

/** The same with the calls of its modules. */
export function recordModel({ root, inputs, outputs }: ModelCall): CallGraph<Traced> {
  const paths = modulePaths(root);
  return recordCall<Traced, object>({
    name: classAt(paths, ""),
    inputs,
    outputs,
    applicationOf,
    argument,
    pathOf: paths.pathOf,
    layers: () => layersBelow(paths),
    kept: () => keptBelow(paths),
    otherNames: paths.otherNames,
    moduleAt: (path) => moduleInfo(classAt(paths, path)),
  });
}

/** Everything that a tensor was computed from, back to the sources. */
export interface Ancestry {
  readonly graph: Graph;
  /** The models that took part, by what stands before their modules' paths in the graph; "" where it is one alone. */
  readonly models: readonly { readonly root: object; readonly prefix: ModulePath }[];
}

export function traceAncestry(tensor: Traced): Ancestry {
  const models = modelsBehind(tensor).map((root, index, { length }) => {
    const prefix = length === 1 ? "" : `${root.constructor.name}${index + 1}`;
    return { root, prefix, paths: modulePaths(root) };
  });
  const byRoot = new Map<object, Prefixed>(models.map((model) => [model.root, model]));
  const [first] = models;
  const { graph } = recordCall<Traced, object>({
    name: models.length === 1 && first !== undefined ? classAt(first.paths, "") : "Tensor",
    inputs: [],
    outputs: [tensor],
    applicationOf,
    argument,
    pathOf: (module, root) => prefixedPath(byRoot.get(root) ?? models.find(holding(module)), module),
    kept: () =>
      models.flatMap(({ prefix, paths }) =>
        keptBelow(paths).map((state) => ({ ...state, name: joinedName(prefix, state.name) })),
      ),
    otherNames: () =>
      models.flatMap(({ prefix, paths }) =>
        paths.otherNames().map(({ path, other }) => ({
          path: joinedName(prefix, path),
          other: joinedName(prefix, other),
        })),
      ),
    moduleAt: (path) => moduleInfo(classIn(models, path)),
  });
  return { graph, models };
}

/** A model among several, whose modules' paths begin with its own name. */
interface Prefixed {
  readonly prefix: ModulePath;
  readonly paths: ModulePaths<object, object>;
}

function prefixedPath(model: Prefixed | undefined, module: object): ModulePath {
  if (model === undefined) throw new Error("A model that took part was not found.");
  return joinedName(model.prefix, model.paths.pathOf(module));
}

function classIn(models: readonly Prefixed[], path: ModulePath): string {
  const model = models.find(({ prefix }) => isWithin(path, prefix));
  if (model === undefined) return "Module";
  return classAt(model.paths, model.prefix === "" ? path : path.slice(model.prefix.length + 1));
}

function holding(module: object): (model: Prefixed) => boolean {
  return ({ paths }) => paths.knownPath(module) !== undefined;
}

/**
 * The roots in the order in which the tensor's ancestry first uses them. A parameter that none of them holds is one by itself.
 */
function modelsBehind(tensor: Traced): readonly object[] {
  const applications = ancestorsOf<Traced>(tensor, inputsOf, new Set()).map((made) => made.application);
  const roots = new Set(applications.flatMap(({ scope }) => scope?.root ?? []));
  const paths = [...roots].map(modulePaths);
  for (const { scope, owner } of applications) {
    if (scope !== null || owner === null) continue;
    if (!paths.some((known) => known.knownPath(owner) !== undefined)) roots.add(owner);
  }
  return [...roots];
}

function inputsOf({ application }: Traced): readonly Traced[] {
  return application.inputs;
}

function applicationOf({ application, dims }: Traced): Applied<Traced, object> {
  return { ...application, shape: dims, source: null };
}

function argument(applied: Applied<Traced, object>, index: number): ReturnType<typeof enterModel> {
  return enterModel(applied, applied.shape, index);
}

function moduleInfo(className: string): Omit<ModuleInfo, "path"> {
  return { className, source: null };
}
