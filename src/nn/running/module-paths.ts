import { type ModulePaths, modulePaths as pathsBelow } from "../../ir/index.ts";
import { Module } from "../module.ts";

/** The modules below a root, by the fields that hold them. */
export function modulePaths(root: object): ModulePaths<object, object> {
  return pathsBelow<object, object>(root, { isModule, partsOf });
}

/** The class of the module at a path. */
export function classAt(paths: ModulePaths<object, object>, path: string): string {
  return paths.moduleAt(path)?.constructor.name ?? "Module";
}

function isModule(value: object): value is object {
  return value instanceof Module;
}

function partsOf(value: object): readonly (readonly [name: string, part: object])[] {
  return Object.entries(value).filter((entry): entry is [string, object] => mayHoldModules(entry[1]));
}

function mayHoldModules(value: unknown): value is object {
  return value instanceof Module || Array.isArray(value) || isPlainObject(value);
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
