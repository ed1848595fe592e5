import type { FileRange } from "../../base/index.ts";
import { mayBe } from "./among.ts";
import { isIndexName, isLacking, isMoved, lackingDoubt, withKey } from "./doubt.ts";
import { type Journal, touch, youth } from "./journal.ts";
import { filled, undefinedValue, unknownValue, untyped } from "./make.ts";
import type { WithProperties } from "./mutable.ts";
import type {
  Accessor,
  ArrayValue,
  ClassValue,
  Frame,
  FunctionCode,
  FunctionValue,
  HostMade,
  ModuleState,
  ObjectValue,
  Row,
  RowDoubt,
  Scope,
  UnknownValue,
  Value,
} from "./value.ts";

/** Where values live: what remembers their changes, and the count of the work that making them is. */
export interface Heap {
  readonly journal: Journal;
  steps: number;
}

/** No model has longer ones; they would only fill the memory. */
export const longestArray = 1_000_000;

/** An array of these elements, which it keeps. Long ones count as work. */
export function newArray(
  m: Heap,
  elements: Value[],
  doubt: RowDoubt | null = null,
  origin: FileRange | null = null,
): ArrayValue {
  m.steps += elements.length >> 2;
  if (elements.length > longestArray) {
    elements.length = longestArray;
    const why = unknownValue("The array is too long to follow", origin);
    return newArray(m, elements, { why, sure: longestArray }, origin);
  }
  return { kind: "array", elements, doubt, origin, ...youth(m.journal) };
}

/** As `Array.isArray` answers, which is false for `arguments` and for typed arrays. */
export function isTrueArray(value: Value): value is ArrayValue {
  return value.kind === "array" && value.typed === undefined && !value.isArguments;
}

export function newObject(
  m: Heap,
  properties: Map<string, Value> = new Map(),
  cls: ClassValue | null = null,
  module: ModuleState | null = null,
  hostMade: HostMade | null = null,
): ObjectValue {
  return {
    kind: "object",
    class: cls,
    properties,
    doubt: null,
    accessors: noAccessors,
    unlisted: null,
    module,
    hostMade,
    ...youth(m.journal),
  };
}

/** Hardly any object has accessors of its own, and few layers are asked for their tensors: all others share these. */
const noAccessors: ReadonlyMap<string, Accessor> = new Map();
const noTensors: ReadonlyMap<string, ObjectValue> = new Map();

export function setAccessor(owner: ObjectValue | ClassValue, name: string, accessor: Accessor): void {
  owner.accessors = new Map(owner.accessors).set(name, accessor);
}

export function deleteAccessor(owner: ObjectValue | ClassValue, name: string): void {
  if (!owner.accessors.has(name)) return;
  const others = [...owner.accessors].filter(([other]) => other !== name);
  owner.accessors = new Map(others);
}

const nothingFixed: ReadonlySet<string> = new Set();

/** What is known at first of a module that is constructed in a call. */
export function newModuleState(frame: Frame | null): ModuleState {
  return { layer: null, frame, calls: [], fixed: nothingFixed, parameter: null, kept: noTensors };
}

export function newFunction(m: Heap, code: FunctionCode, scope: Scope): FunctionValue {
  return { kind: "function", code, scope, properties: new Map(), doubt: null, ...youth(m.journal) };
}

/** The element at an index from 0 on; undefined behind the last one. */
export function elementAt({ elements, doubt }: Row, index: number): Value {
  if (doubt !== null && index >= doubt.sure) return mayBe(doubt.why, elements);
  return filled(elements[index] ?? undefinedValue);
}

/** Puts further values at the end of a row that is being made; holes as undefined, as iterating gives them, or kept. */
export function append(
  row: { readonly elements: Value[]; doubt: RowDoubt | null },
  added: Row,
  keepsHoles = false,
): void {
  const { elements, doubt } = added;
  const before = row.elements.length;
  if (doubt?.lacking === undefined) {
    const sure = row.doubt === null ? before + (doubt?.sure ?? 0) : row.doubt.sure;
    if (doubt !== null && (row.doubt === null || row.doubt.lacking !== undefined))
      row.doubt = { why: doubt.why, sure };
  } else if (row.doubt === null || row.doubt.lacking !== undefined) {
    const moved = [...doubt.lacking].map(([index, why]) => [before + index, why] as const);
    row.doubt = lackingDoubt([...(row.doubt?.lacking ?? []), ...moved]);
  }
  for (const element of elements) row.elements.push(keepsHoles ? element : filled(element));
}

export function setProperty(m: Heap, holder: WithProperties, name: string, value: Value): void {
  touch(m.journal, holder);
  if (holder.doubt !== null && isMoved(holder.doubt, name)) loseIndices(holder, holder.doubt.why);
  holder.properties.set(name, value);
  holder.doubt = withKey(holder.doubt, name);
}

/** An index is set or deleted, and which of the things there stands under it is not known. */
export function loseIndices(holder: WithProperties, why: UnknownValue): void {
  const missing = new Map(holder.doubt?.missing);
  for (const name of holder.properties.keys()) {
    if (!isIndexName(name)) continue;
    missing.set(name, { ...why });
    holder.properties.set(name, why);
  }
  holder.doubt = { why: untyped(why), missing, hasOthers: true };
}

/** Sets a property that no listing shows. */
export function setUnlisted(m: Heap, object: ObjectValue, name: string, value: Value): void {
  setProperty(m, object, name, value);
  object.unlisted ??= new Set();
  object.unlisted.add(name);
}

export function deleteProperty(m: Heap, holder: WithProperties, name: string): void {
  touch(m.journal, holder);
  if (holder.doubt !== null && isMoved(holder.doubt, name)) loseIndices(holder, holder.doubt.why);
  holder.properties.delete(name);
  holder.doubt = withKey(holder.doubt, name);
}

/** Whether a thing has an own property; undefined where that depends on a condition. */
export function hasProperty({ properties, doubt }: WithProperties, name: string): boolean | undefined {
  if (isMoved(doubt, name, properties.has(name))) return undefined;
  if (!properties.has(name)) return doubt?.hasOthers ? undefined : false;
  return isLacking(doubt, name) ? undefined : true;
}
