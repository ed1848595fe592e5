import {
  childModules as childrenBelow,
  type Holders,
  type ModulePaths,
  modulePaths as pathsBelow,
} from "../../ir/index.ts";
import { isModule, isParameter } from "./is-module.ts";

/** The modules and parameters below a root, by the fields that hold them. */
export function modulePaths(root: object): ModulePaths<object, object> {
  return pathsBelow(root, holders);
}

/** The root and all modules below it with their paths, each once, parents first. */
export function modulesBelow<M extends object>(root: M): [path: string, module: M][] {
  return modulePaths(root)
    .modules()
    .filter(([, module]) => isModule(module))
    .map(([path, module]) => [path, module as M]);
}

/** The root and all modules below it, each once, parents first. */
export function modulesIn<M extends object>(root: M): M[] {
  return modulesBelow<M>(root).map(([, module]) => module);
}

/** The parameters that fields below the root hold by themselves, with their paths. */
export function parametersBelow<T extends object>(root: object): [path: string, parameter: T][] {
  return modulePaths(root)
    .modules()
    .filter(([, part]) => isParameter(part))
    .map(([path, parameter]) => [path, parameter as T]);
}

/**
 * The paths of all modules and parameters below the root, and the other places that hold them, in the order of the fields;
 * each with the path of what is there.
 */
export function placesBelow(root: object): [place: string, path: string][] {
  return modulePaths(root)
    .places()
    .map(([place, path]) => [place, path]);
}

/** The modules that the root's own fields hold, each once, with the fields' names. */
export function childModules<M extends object>(root: M): [name: string, module: M][] {
  return childrenBelow(root, holders).filter(([, part]) => isModule(part)) as [string, M][];
}

/** The class of the module at a path. */
export function classAt(paths: ModulePaths<object, object>, path: string): string {
  return paths.moduleAt(path)?.constructor.name ?? "Module";
}

const holders: Holders<object, object> = { isModule: hasPath, partsOf };

function hasPath(value: object): value is object {
  return isModule(value) || isParameter(value);
}

function partsOf(value: object): readonly (readonly [name: string, part: object])[] {
  if (isParameter(value)) return [];
  return entriesOf(value).filter((entry): entry is [string, object] => mayHoldModules(entry[1]));
}

function entriesOf(value: object): readonly (readonly [name: string, part: unknown])[] {
  if (value instanceof Map) return [...value].map(([key, part]) => [String(key), part]);
  return Object.entries(value instanceof Set ? [...value] : value);
}

function mayHoldModules(value: unknown): value is object {
  if (
    isModule(value) ||
    isParameter(value) ||
    Array.isArray(value) ||
    value instanceof Map ||
    value instanceof Set
  )
    return true;
  return isPlainObject(value);
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
