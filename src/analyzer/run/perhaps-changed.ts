import { type KnownThing, mayBe, thingsAmong } from "../values/among.ts";
import { undefinedValue } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { forkMaybe } from "./fork.ts";
import type { Machine } from "./machine.ts";

/** Does to each known thing that an unknown value may be what is done to the value: it may happen to any of them. */
export function perhapsChange(m: Machine, target: UnknownValue, change: (thing: KnownThing) => void): void {
  for (const thing of thingsAmong(target)) {
    forkMaybe(
      m,
      target,
      () => {
        change(thing);
        return undefinedValue;
      },
      false,
    );
  }
}

/** A member of an unknown value: also unknown, and perhaps what a known thing that it may be has under the name. */
export function memberOfUnknown(target: UnknownValue, name: string): UnknownValue {
  const things = thingsAmong(target);
  if (things.length === 0) return target;
  const { kind, reason, because } = target;
  return mayBe(
    { kind, reason, because },
    things.flatMap((thing) => heldBy(thing, name)),
  );
}

function heldBy(thing: KnownThing, name: string): readonly Value[] {
  if (thing.kind === "object") return [thing.properties.get(name) ?? []].flat();
  return thing.kind === "array" ? [thing.elements[Number(name)] ?? []].flat() : [];
}

/** Whether a method of such a thing may change it. */
export function mayChange(thing: KnownThing, method: string): boolean {
  if (thing.kind === "array") return changesArray(method);
  return thing.kind === "object" ? true : collectionChanges.has(method);
}

const collectionChanges: ReadonlySet<string> = new Set(["set", "add", "delete", "clear"]);

/** Whether a method changes the array itself. */
export function changesArray(name: string): boolean {
  return arrayChanges.has(name);
}

const arrayChanges: ReadonlySet<string> = new Set([
  ...["copyWithin", "fill", "pop", "push", "reverse", "shift", "sort", "splice", "unshift"],
]);
