import type { ModulePath } from "./graph.ts";

/** What naming modules asks of the objects that hold them: the ones that really run, or those that the analyzer imagines. */
export interface Holders<V, M extends V> {
  isModule(value: V): value is M;
  /** The fields or elements that may hold modules, in order, by their names. */
  partsOf(value: V): readonly (readonly [name: string, part: V])[];
}

/** The modules below a root by their paths. */
export interface ModulePaths<V, M extends V> {
  /**
   * The path of a module. One that no field below the root holds, such as a layer made inside forward, is named `(0)`,
   * `(1)`, … when it is first asked for, and what its fields hold below that: `(0).conv1`.
   */
  pathOf(module: M): ModulePath;
  /** The path of what a field below the root holds; undefined for anything else. */
  knownPath(value: V): ModulePath | undefined;
  moduleAt(path: ModulePath): M | undefined;
  /** All modules that have a path, in the order in which they were found: parents first. */
  modules(): readonly (readonly [ModulePath, M])[];
}

/**
 * Names every module below a root by the fields that hold it, as PyTorch does: `layer1.0.conv1`. Arrays and plain objects
 * in fields count as steps of the path. A module that is held twice keeps the name found first.
 */
export function modulePaths<V, M extends V>(root: M, holders: Holders<V, M>): ModulePaths<V, M> {
  const paths = new Map<V, ModulePath>();
  const modules = new Map<ModulePath, M>();
  let looseModules = 0;
  nameAll(root, "");
  return {
    pathOf(module) {
      if (!paths.has(module)) nameAll(module, `(${looseModules++})`);
      return paths.get(module) ?? "";
    },
    knownPath: (value) => paths.get(value),
    moduleAt: (path) => modules.get(path),
    modules: () => [...modules],
  };

  /** Depth first, by an explicit stack: modules may be nested as deep as a list is long. */
  function nameAll(top: M, topPath: ModulePath): void {
    const stack: (readonly [value: V, path: ModulePath])[] = [[top, topPath]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [value, path] = next;
      if (paths.has(value)) continue;
      paths.set(value, path);
      if (holders.isModule(value)) modules.set(path, value);
      const parts = holders.partsOf(value);
      for (let index = parts.length - 1; index >= 0; index--) {
        const part = parts[index];
        if (part !== undefined) stack.push([part[1], path === "" ? part[0] : `${path}.${part[0]}`]);
      }
    }
  }
}
