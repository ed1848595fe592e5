import { isIndexName } from "./doubt.ts";
import { printText } from "./print.ts";
import { isListed, keysOf } from "./prototype.ts";
import type { ArrayValue, MapValue, ObjectValue, SetValue, Value } from "./value.ts";

/** What may hold modules: fields of modules and plain objects, elements of arrays and sets, values of maps. */
export type Holding = ObjectValue | ArrayValue | MapValue | SetValue;

/** Whether it has a path of its own: a module, or a parameter. */
export function isModule(value: Holding): value is ObjectValue {
  return value.kind === "object" && value.module !== null;
}

/** A part with the name that it has in a path, and the key under which its holder doubts it. */
export interface HeldPart {
  readonly name: string;
  readonly key: unknown;
  readonly held: Value;
}

/** What a holder holds, in order. Fields of an object that can hold no module are left out. */
export function partsHeld(holder: Holding): readonly HeldPart[] {
  if (holder.kind === "object") return partsOfObject(holder);
  if (holder.kind === "map")
    return [...holder.entries].map(([key, [name, held]]) => ({ name: printText(name), key, held }));
  const elements: readonly Value[] = holder.kind === "set" ? [...holder.entries.values()] : holder.elements;
  const keys = holder.kind === "set" ? [...holder.entries.keys()] : null;
  return elements.map((held, index) => ({ name: String(index), key: keys?.[index] ?? index, held }));
}

function partsOfObject(object: ObjectValue): readonly HeldPart[] {
  const parts: HeldPart[] = [];
  let isInOrder = true;
  object.properties.forEach((held, name) => {
    if (!holding.has(asPart(held).kind) || isAttribute(object, name, held) || !isListed(object, name)) return;
    if (isIndexName(name)) isInOrder = false;
    parts.push({ name, key: name, held });
  });
  if (isInOrder) return parts;
  const places = new Map(keysOf(object).map((name, index) => [name, index]));
  return parts.sort((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
}

/** Whether it is an unknown attribute of a layer: a size or a flag, since a layer of anything else cannot be constructed. */
function isAttribute({ module }: ObjectValue, name: string, held: Value): boolean {
  if (module === null || module.layer === null || !open.has(held.kind)) return false;
  return module.fixed.has(name) || Object.hasOwn(module.layer.attrs, name);
}

const open: ReadonlySet<Value["kind"]> = new Set(["array", "either", "unknown"]);

/** Whether it certainly holds no module but its own parameters, as most layers do. */
export function holdsOnlyParameters(module: ObjectValue): boolean {
  if (module.doubt !== null) return false;
  let only = true;
  module.properties.forEach((held, name) => {
    if (!holding.has(asPart(held).kind) || isAttribute(module, name, held) || !isListed(module, name)) return;
    if (!isParameterOrPlain(asPart(held))) only = false;
  });
  return only;
}

function isParameterOrPlain(part: Value): boolean {
  if (part.kind === "unknown" || part.kind === "either") return false;
  if (part.kind === "object" && part.module !== null) return part.module.parameter !== null;
  return !mayHoldModules(part);
}

export function mayHoldModules(value: Value): value is Holding {
  if (value.kind === "object")
    return value.module !== null || (value.class === null && value.properties.size > 0);
  if (value.kind === "map" || value.kind === "set") return value.entries.size > 0;
  return value.kind === "array" && value.elements.some((element) => holding.has(asPart(element).kind));
}

/** A parameter as the part that has its path; anything else as it is. */
function asPart(held: Value): Value {
  return held.kind === "tensor" && held.made.owner?.module?.parameter ? held.made.owner : held;
}

const holding: ReadonlySet<Value["kind"]> = new Set(["object", "array", "map", "set", "either", "unknown"]);

/** All that a field may hold that depends on a condition: what is chosen of it first, under the field's own name. */
export function optionsHeld(name: string, held: Value): readonly (readonly [name: string, part: Holding])[] {
  const first = chosen(held);
  if (held.kind !== "either") return mayHoldModules(first) ? [[name, first]] : [];
  const others = held.options.map(({ value }) => asPart(value));
  return [first, ...others.filter((value) => value !== first)]
    .filter(mayHoldModules)
    .map((part, index) => [index === 0 ? name : `${name}(${index + 1})`, part] as const);
}

/** Where a field depends on a condition, the option with the most fields. */
export function chosen(value: Value): Value {
  if (value.kind !== "either") return asPart(value);
  const modules = value.options
    .map((option) => asPart(option.value))
    .filter((option) => option.kind === "object");
  return modules.reduce<Value>(
    (most, option) => (sizeOf(option) > sizeOf(most) ? option : most),
    modules[0] ?? value,
  );
}

function sizeOf(value: Value): number {
  return value.kind === "object" ? value.properties.size : 0;
}
