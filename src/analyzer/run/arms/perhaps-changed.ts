import { containersAmong, type KnownContainer, mayBe } from "../../values/among.ts";
import { openOf, undefinedValue } from "../../values/make.ts";
import type { UnknownValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";
import { forkMaybe } from "./fork.ts";

/** Does to each known container that an unknown value may be what is done to the value: it may happen to any of them. */
export function perhapsChange(
  m: Machine,
  target: UnknownValue,
  change: (container: KnownContainer) => void,
): void {
  for (const container of containersAmong(target)) {
    forkMaybe(
      m,
      target,
      () => {
        change(container);
        return undefinedValue;
      },
      false,
    );
  }
}

/** A member of an unknown value: also unknown, and perhaps what a known container that it may be has under the name. */
export function memberOfUnknown(target: UnknownValue, name: string): UnknownValue {
  const containers = containersAmong(target);
  if (containers.length === 0) return openOf(target);
  const { kind, reason, because } = target;
  return mayBe(
    { kind, reason, because },
    containers.flatMap((container) => heldUnder(container, name)),
  );
}

function heldUnder(container: KnownContainer, name: string): readonly Value[] {
  if (container.kind === "object") return [container.properties.get(name) ?? []].flat();
  return container.kind === "array" ? [container.elements[Number(name)] ?? []].flat() : [];
}

/** Whether a method of such a container may change it. */
export function mayChange(container: KnownContainer, method: string): boolean {
  if (container.kind === "array") return changesArray(method);
  return container.kind === "object" ? true : collectionChanges.has(method);
}

const collectionChanges: ReadonlySet<string> = new Set(["set", "add", "delete", "clear"]);

/** Whether a method changes the array itself. */
export function changesArray(name: string): boolean {
  return arrayChanges.has(name);
}

const arrayChanges: ReadonlySet<string> = new Set([
  ...["copyWithin", "fill", "pop", "push", "reverse", "shift", "sort", "splice", "unshift"],
]);
