import type { ModulePath } from "../ir/index.ts";
import { Module } from "./module.ts";

export interface ModulePaths {
  pathOf(module: object): ModulePath;
  classAt(path: ModulePath): string;
}

/**
 * Names every module below a root by the fields that hold it, as PyTorch does: `layer1.0.conv1`. Arrays and plain
 * objects in fields count as steps of the path. A module held twice keeps the name found first.
 */
export function modulePaths(root: Module): ModulePaths {
  const paths = new Map<object, ModulePath>();
  const modules = new Map<ModulePath, Module>();
  name(root, "");
  return {
    pathOf: (module) => paths.get(module) ?? loose(module),
    classAt: (path) => modules.get(path)?.constructor.name ?? "Module",
  };

  function name(value: unknown, path: ModulePath): void {
    if (!holdsModules(value) || paths.has(value)) return;
    paths.set(value, path);
    if (value instanceof Module) modules.set(path, value);
    for (const [key, part] of Object.entries(value)) name(part, path === "" ? key : `${path}.${key}`);
  }

  /** A module that no field of the root holds, like one made inside forward: named apart, in order of use. */
  function loose(module: object): ModulePath {
    const path = `(${modules.size})`;
    paths.set(module, path);
    if (module instanceof Module) modules.set(path, module);
    return path;
  }
}

function holdsModules(value: unknown): value is object {
  return value instanceof Module || Array.isArray(value) || isPlainObject(value);
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
