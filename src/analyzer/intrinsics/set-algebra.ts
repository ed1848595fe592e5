import { callValue } from "../run/call.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import type { IntrinsicMethod, Machine } from "../run/machine.ts";
import { getMember } from "../run/members/members.ts";
import { throwError } from "../run/throw-error.ts";
import { hostText } from "../values/host-text.ts";
import { youth } from "../values/journal.ts";
import { booleanValue, undefinedValue, unknownValue } from "../values/make.ts";
import { keyOf } from "../values/same.ts";
import type { SetValue, UnknownValue, Value } from "../values/value.ts";

/*
 * What hosts since Node 22 compute of two sets. A set whose values are not all known gives an unknown.
 */

type Keys = ReadonlyMap<unknown, Value>;

/** Methods of sets that give another set, of the values of both. */
const combining: Readonly<Record<string, (own: Keys, other: Keys) => Iterable<readonly [unknown, Value]>>> = {
  union: (own, other) => [...own, ...[...other].filter(([key]) => !own.has(key))],
  // The order is that of the smaller set.
  intersection: (own, other) =>
    own.size <= other.size
      ? [...own].filter(([key]) => other.has(key))
      : [...other].filter(([key]) => own.has(key)),
  difference: (own, other) => [...own].filter(([key]) => !other.has(key)),
  symmetricDifference: (own, other) => [
    ...[...own].filter(([key]) => !other.has(key)),
    ...[...other].filter(([key]) => !own.has(key)),
  ],
};

/** Methods of sets that say how two sets lie to each other. */
const comparing: Readonly<Record<string, (own: Keys, other: Keys) => boolean>> = {
  isSubsetOf: (own, other) => [...own.keys()].every((key) => other.has(key)),
  isSupersetOf: (own, other) => [...other.keys()].every((key) => own.has(key)),
  isDisjointFrom: (own, other) => ![...own.keys()].some((key) => other.has(key)),
};

export const setAlgebra: readonly (readonly [string, IntrinsicMethod<SetValue>])[] = [
  ...Object.entries(combining).map(([name, combine]) => {
    const method: IntrinsicMethod<SetValue> = (m, set, args) =>
      withBoth(m, set, args, (own, other) => setOf(m, combine(own, other)));
    return [name, method] as const;
  }),
  ...Object.entries(comparing).map(([name, compare]) => {
    const method: IntrinsicMethod<SetValue> = (m, set, args) =>
      withBoth(m, set, args, (own, other) => booleanValue(compare(own, other)));
    return [name, method] as const;
  }),
];

function withBoth(
  m: Machine,
  set: SetValue,
  [given = undefinedValue]: readonly Value[],
  how: (own: Keys, other: Keys) => Value,
): Value {
  if (set.doubt !== null) return set.doubt.why;
  const other = keysOfSetLike(m, given);
  if ("reason" in other) return other;
  m.steps += set.entries.size + other.size;
  return how(set.entries, other);
}

/** The values of a set, the keys of a map, or what `keys()` of an author's object gives. */
function keysOfSetLike(m: Machine, given: Value): Keys | UnknownValue {
  if (given.kind === "set" || given.kind === "map") {
    if (given.doubt !== null) return given.doubt.why;
    if (given.kind === "set") return given.entries;
    return new Map([...given.entries].map(([key, [name]]) => [key, name]));
  }
  if (given.kind === "unknown") return given;
  if (given.kind === "either") return unknownValue("The other set depends on a condition");
  const keys = given.kind === "object" ? getMember(m, given, "keys") : undefinedValue;
  if (keys.kind === "undefined")
    throwError(m, "TypeError", `The "other" value is no set: ${hostText(given)}`);
  const row = iterate(m, callValue(m, keys, given, []));
  if (isUnknownRow(row)) return row;
  if (row.doubt !== null) return row.doubt.why;
  return new Map(row.elements.map((element) => [keyOf(element) ?? element, element]));
}

function setOf(m: Machine, entries: Iterable<readonly [unknown, Value]>): Value {
  return { kind: "set", entries: new Map(entries) as SetValue["entries"], doubt: null, ...youth(m.journal) };
}
