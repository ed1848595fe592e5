import { type ModulePaths, modulePaths } from "../../ir/index.ts";
import { keysOf } from "../values/prototype.ts";
import type { ArrayValue, ObjectValue, Value } from "../values/value.ts";

type Holding = ObjectValue | ArrayValue;

/** The modules below a root by the fields that hold them, with the paths that they have where the model really runs. */
export type ModuleTree = ModulePaths<Holding, ObjectValue>;

export function moduleTree(root: ObjectValue): ModuleTree {
  return modulePaths<Holding, ObjectValue>(root, { isModule, partsOf });
}

function isModule(value: Holding): value is ObjectValue {
  return value.kind === "object" && value.module !== null;
}

/** What a field or element holds, but for what can hold no module. */
function partsOf(value: Holding): readonly (readonly [name: string, part: Holding])[] {
  const parts: (readonly [string, Holding])[] = [];
  const add = (name: string, held: Value | undefined): void => {
    const part = chosen(held);
    if (part !== undefined && mayHoldModules(part)) parts.push([name, part]);
  };
  if (value.kind === "array")
    for (const [index, element] of value.elements.entries()) add(String(index), element);
  else for (const key of keysOf(value)) add(key, value.properties.get(key));
  return parts;
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
