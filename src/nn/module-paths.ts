import type { ModulePath } from "../ir/index.ts";
import { Module } from "./module.ts";

export interface ModulePaths {
  /**
   * The path of a module. One that no field below the root holds, such as a layer made inside forward, is
   * named `(0)`, `(1)`, … when it is first asked for, and what its fields hold below that: `(0).conv1`.
   */
  pathOf(module: Module): ModulePath;
  classAt(path: ModulePath): string;
}

/**
 * Names every module below a root by the fields that hold it, as PyTorch does: `layer1.0.conv1`. Arrays and
 * plain objects in fields count as steps of the path. A module held twice keeps the name found first.
 */
export function modulePaths(root: Module): ModulePaths {
  const paths = new Map<object, ModulePath>();
  const modules = new Map<ModulePath, Module>();
  let looseModules = 0;
  nameAll(root, "");
  return {
    pathOf(module) {
      if (!paths.has(module)) nameAll(module, `(${looseModules++})`);
      return paths.get(module) ?? "";
    },
    classAt: (path) => modules.get(path)?.constructor.name ?? "Module",
  };

  /** Depth first, by an explicit stack: modules may be nested as deep as a list is long. */
  function nameAll(top: object, topPath: ModulePath): void {
    const stack: (readonly [value: object, path: ModulePath])[] = [[top, topPath]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [value, path] = next;
      if (paths.has(value)) continue;
      paths.set(value, path);
      if (value instanceof Module) modules.set(path, value);
      stack.push(...partsOf(value, path).reverse());
    }
  }
}

function partsOf(value: object, path: ModulePath): (readonly [value: object, path: ModulePath])[] {
  return Object.entries(value).flatMap(([key, part]) =>
    mayHoldModules(part) ? [[part, path === "" ? key : `${path}.${key}`] as const] : [],
  );
}

function mayHoldModules(value: unknown): value is object {
  return value instanceof Module || Array.isArray(value) || isPlainObject(value);
}

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
