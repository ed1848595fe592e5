import type { ModulePath } from "../../ir/index.ts";
import { keysOf } from "../values/prototype.ts";
import type { ArrayValue, ObjectValue, Value } from "../values/value.ts";

/** Every module below a root by its path; paths as `nn/module-paths.ts` gives them where the model really runs. */
export interface ModuleTree {
  readonly paths: ReadonlyMap<Value, ModulePath>;
  pathOf(module: ObjectValue): ModulePath;
  moduleAt(path: ModulePath): ObjectValue | undefined;
  /** Modules in the order in which they are found: parents first. */
  modules(): readonly (readonly [ModulePath, ObjectValue])[];
}

export function moduleTree(root: ObjectValue): ModuleTree {
  const paths = new Map<Value, ModulePath>();
  const modules = new Map<ModulePath, ObjectValue>();
  let looseModules = 0;
  nameAll(root, "");
  return {
    paths,
    // A module that no field of the root holds, like one made inside forward, is named apart, in order of use.
    pathOf(module) {
      if (!paths.has(module)) nameAll(module, `(${looseModules++})`);
      return paths.get(module) ?? "";
    },
    moduleAt: (path) => modules.get(path),
    modules: () => [...modules],
  };

  /** Depth first, by an explicit stack: modules may be nested as deep as a list is long. */
  function nameAll(top: ObjectValue, topPath: ModulePath): void {
    const stack: [value: Holding, path: ModulePath][] = [[top, topPath]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [value, path] = next;
      if (paths.has(value)) continue;
      paths.set(value, path);
      if (value.kind === "object" && value.module !== null) modules.set(path, value);
      pushParts(value, path, stack);
    }
  }
}

type Holding = ObjectValue | ArrayValue;

/** Puts what a field or element holds on the stack, the first one on top. What can hold no module is left out. */
function pushParts(value: Holding, path: ModulePath, stack: [value: Holding, path: ModulePath][]): void {
  const before = path === "" ? "" : `${path}.`;
  if (value.kind === "array") {
    for (let index = value.elements.length - 1; index >= 0; index--) {
      const part = chosen(value.elements[index]);
      if (part !== undefined && mayHoldModules(part)) stack.push([part, before + index]);
    }
    return;
  }
  const keys = keysOf(value);
  for (let index = keys.length - 1; index >= 0; index--) {
    const key = keys[index] ?? "";
    const part = chosen(value.properties.get(key));
    if (part !== undefined && mayHoldModules(part)) stack.push([part, before + key]);
  }
}

function mayHoldModules(value: Value): value is Holding {
  if (value.kind === "object")
    return value.module !== null || (value.class === null && value.properties.size > 0);
  return value.kind === "array" && value.elements.some(({ kind }) => holding.has(kind));
}

const holding: ReadonlySet<Value["kind"]> = new Set(["object", "array", "either"]);

/** Where a field depends on a condition, the option with the most fields. */
function chosen(value: Value | undefined): Value | undefined {
  if (value?.kind !== "either") return value;
  const modules = value.options.map((option) => option.value).filter((option) => option.kind === "object");
  return modules.reduce<Value>(
    (most, option) => (sizeOf(option) > sizeOf(most) ? option : most),
    modules[0] ?? value,
  );
}

function sizeOf(value: Value): number {
  return value.kind === "object" ? value.properties.size : 0;
}
