import {
  type Dim,
  isUnknown,
  joinedName,
  type KeptState,
  type Start,
  type StartWord,
} from "../../ir/index.ts";
import { toDim } from "../values/arithmetic.ts";
import type { ObjectValue, Value } from "../values/value.ts";
import type { ModuleTree } from "./module-tree.ts";

/** What the file says of the tensors that are kept in a tree of modules. */
export function keptBelow(tree: ModuleTree): readonly KeptState[] {
  return tree.modules().flatMap(([path, { module }]) => {
    if (module === null || path.startsWith("(")) return [];
    const { parameter, kept } = module;
    const own = parameter?.made.kept;
    const tensors = own === undefined ? [...kept] : [["", own] as const];
    return tensors.flatMap(([name, tensor]) => stateOf(joinedName(path, name), tensor));
  });
}

function stateOf(name: string, { properties }: ObjectValue): readonly KeptState[] {
  const start = startIn(properties.get("start"));
  return start === null ? [] : [{ name, start }];
}

/** Null where it is as the layer has it, or not known: then the layer's stands for it. */
function startIn(value: Value | undefined): Start | null {
  if (value?.kind !== "object") return null;
  const [data, list] = [value.properties.get("data"), value.properties.get("numbers")];
  if (data?.kind !== "string" || list?.kind !== "array" || list.doubt !== null) return null;
  const numbers = list.elements.map((element): Dim | null =>
    element.kind === "number" ? toDim(element) : null,
  );
  const areKnown = numbers.every((number): number is Dim => number !== null && !isUnknown(number));
  return areKnown ? { data: data.text as StartWord, numbers } : null;
}
