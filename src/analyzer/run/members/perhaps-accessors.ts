import { mayBe } from "../../values/among.ts";
import { unknownValue } from "../../values/make.ts";
import { lineage } from "../../values/prototype.ts";
import type { ClassValue, FunctionValue, MemberKey, ObjectValue, Value } from "../../values/value.ts";
import { forkMaybe } from "../arms/fork.ts";
import { perhapsFails } from "../arms/perhaps-fails.ts";
import { callFunction } from "../call.ts";
import type { Machine } from "../machine.ts";
import { classBehind, prototypesOf } from "./inherit.ts";
import { setSomeElement } from "./unknown-keys.ts";

/*
 * Accessors whose name is not certain: `set [isWide ? "width" : "size"](value)`. A value that is assigned to one of the names may go
 * to the setter, and reading the name then gives something else.
 */

export interface PerhapsAccessor {
  readonly kind: "get" | "set";
  /** Null where what it does is not followed. */
  readonly fn: FunctionValue | null;
  /** Undefined where it may be any name. */
  readonly names: Exclude<MemberKey, string>;
}

/** What can have such an accessor: an object literal, a class, or its prototype. */
type Holder = ObjectValue | ClassValue;

/** Gives a holder an accessor under a name that is not certain. */
export function addPerhapsAccessor(m: Machine, holder: Holder, accessor: PerhapsAccessor): void {
  setSomeElement(m, holder, unknownName);
  held.set(holder, [...(held.get(holder) ?? none), accessor]);
}

const held = new WeakMap<Holder, readonly PerhapsAccessor[]>();
const none: readonly PerhapsAccessor[] = [];

const unknownName = unknownValue("The name of the accessor is not known");

/** What a property holds after an assignment: a setter may have taken the value, and a getter may give another. */
export function perhapsSet(m: Machine, target: Holder, name: string, value: Value): Value {
  const accessors = accessorsUnder(target, name);
  if (accessors.length === 0) return value;
  const why = unknownAt(m);
  const setters = accessors.filter(({ kind }) => kind === "set");
  for (const { fn } of setters)
    if (fn !== null) forkMaybe(m, why, () => callFunction(m, fn, target, [value]), false);
  if (setters.length < accessors.length) perhapsFails(m, why);
  return mayBe(why, [value]);
}

/** Follows the getters that reading a property may call. */
export function perhapsGet(m: Machine, target: Holder, name: string): void {
  for (const { kind, fn } of accessorsUnder(target, name))
    if (kind === "get" && fn !== null)
      forkMaybe(m, unknownAt(m), () => callFunction(m, fn, target, []), false);
}

function unknownAt(m: Machine) {
  return unknownValue("Whether there is an accessor of this name is not known", m.frame?.place ?? null);
}

function accessorsUnder(target: Holder, name: string): readonly PerhapsAccessor[] {
  const found: PerhapsAccessor[] = [];
  for (const holder of holdersOf(target))
    if (holder.doubt?.hasOthers)
      for (const accessor of held.get(holder) ?? none)
        if (accessor.names?.includes(name) ?? true) found.push(accessor);
  return found;
}

function* holdersOf(target: Holder): Generator<Holder> {
  if (target.kind === "class") {
    yield* lineage(target);
    return;
  }
  yield target;
  yield* prototypesOf(target);
  const cls = classBehind(target);
  if (cls !== null) for (const { shown } of lineage(cls)) if (shown !== undefined) yield shown;
}
