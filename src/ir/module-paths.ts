import type { ModulePath, OtherName } from "./graph.ts";

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
  /** The places where a module holds something that has its path from another place, in order. */
  otherNames(): readonly OtherName[];
  /** The paths of `modules` and the places of `otherNames`, in the order of the fields; each with the path of what is there. */
  places(): readonly (readonly [place: ModulePath, path: ModulePath])[];
}

/** Whether a path is that of a module or of something below it. The model's own path is empty. */
export function isWithin(path: ModulePath, around: ModulePath): boolean {
  return around === "" || path === around || path.startsWith(`${around}.`);
}

/** Joins names with dots, `layer1.0` and `weight`; empty ones are left out. */
export function joinedName(...names: readonly string[]): string {
  return names.filter((name) => name !== "").join(".");
}

/** The modules that the root's own fields hold, each once, by the fields' names; arrays and the like are looked through. */
export function childModules<V, M extends V>(root: M, holders: Holders<V, M>): [name: string, module: M][] {
  const children: [string, M][] = [];
  const seen = new Set<V>();
  walk<V, M>(root, "", holders, (value, path) => {
    if (seen.has(value)) return false;
    seen.add(value);
    if (value === root) return true;
    if (!holders.isModule(value)) return true;
    children.push([path, value]);
    return false;
  });
  return children;
}

/**
 * Names every module below a root by the fields that hold it, as PyTorch does: `layer1.0.conv1`. Arrays and plain objects
 * in fields count as steps of the path. A module that is held twice keeps the name found first.
 */
export function modulePaths<V, M extends V>(root: M, holders: Holders<V, M>): ModulePaths<V, M> {
  const paths = new Map<V, ModulePath>();
  const modules = new Map<ModulePath, M>();
  const places: (readonly [place: ModulePath, path: ModulePath])[] = [];
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
    otherNames: () => places.flatMap(([place, path]) => (place === path ? [] : [{ path, other: place }])),
    places: () => places,
  };

  function nameAll(top: M, topPath: ModulePath): void {
    walk<V, M>(top, topPath, holders, (value, path, holder) => {
      if (paths.has(value)) {
        addPlace(value, path, holder);
        return false;
      }
      paths.set(value, path);
      if (!holders.isModule(value)) return true;
      modules.set(path, value);
      places.push([path, path]);
      return true;
    });
  }

  /** Lists are only looked through: a module that also stands in one, made for a loop perhaps, has no second name for that. */
  function addPlace(value: V, other: ModulePath, holder: V | null): void {
    const path = paths.get(value) ?? "";
    const isAround = isWithin(other, path);
    if (isAround || other.startsWith("(") || !holders.isModule(value)) return;
    if (holder === null || !holders.isModule(holder)) return;
    places.push([other, path]);
  }
}

/**
 * Visits what fields hold, depth first and in order, and goes deeper where `visit` returns true. It keeps a stack of its own,
 * because modules may be nested as deep as a list is long.
 */
function walk<V, M extends V>(
  top: V,
  topPath: ModulePath,
  holders: Holders<V, M>,
  visit: (value: V, path: ModulePath, holder: V | null) => boolean,
): void {
  const stack: (readonly [value: V, path: ModulePath, holder: V | null])[] = [[top, topPath, null]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [value, path, holder] = next;
    if (!visit(value, path, holder)) continue;
    const parts = holders.partsOf(value);
    for (let index = parts.length - 1; index >= 0; index--) {
      const part = parts[index];
      if (part !== undefined) stack.push([part[1], path === "" ? part[0] : `${path}.${part[0]}`, value]);
    }
  }
}
