import type { ModulePath } from "../ir/index.ts";
import { keysOf } from "./eval/prototype.ts";
import type { ArrayValue, ObjectValue, Value } from "./values/value.ts";

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
    const stack: (readonly [value: Value, path: ModulePath])[] = [[top, topPath]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [value, path] = next;
      if (!holdsModules(value) || paths.has(value)) continue;
      paths.set(value, path);
      if (value.kind === "object" && value.module !== null) modules.set(path, value);
      const parts = partsOf(value).map(([key, part]) => [part, path === "" ? key : `${path}.${key}`] as const);
      stack.push(...parts.reverse());
    }
  }
}

function holdsModules(value: Value): value is ObjectValue | ArrayValue {
  return value.kind === "array" || (value.kind === "object" && (value.module !== null || value.class === null));
}

/** Fields with what they hold; where that depends on a condition, what there is most of. */
function partsOf(value: ObjectValue | ArrayValue): readonly (readonly [string, Value])[] {
  if (value.kind === "array") return value.elements.map((element, index) => [String(index), chosen(element)]);
  return keysOf(value).flatMap((key) => {
    const part = value.properties.get(key);
    return part === undefined ? [] : [[key, chosen(part)] as const];
  });
}

function chosen(value: Value): Value {
  if (value.kind !== "either") return value;
  const modules = value.options.map((option) => option.value).filter((option) => option.kind === "object");
  return modules.reduce<Value>((most, option) => (sizeOf(option) > sizeOf(most) ? option : most), modules[0] ?? value);
}

function sizeOf(value: Value): number {
  return value.kind === "object" ? value.properties.size : 0;
}
