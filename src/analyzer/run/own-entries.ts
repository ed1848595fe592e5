import { doubtOfRow, isLacking, listingDoubt } from "../values/doubt.ts";
import { noteReadOf } from "../values/journal.ts";
import { isHiddenKey, isSymbolKey } from "../values/keys.ts";
import { hole, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { keysOf, ownNames } from "../values/prototype.ts";
import type { KeyDoubt, Row, UnknownValue, Value } from "../values/value.ts";
import { forkMaybe, forkOver } from "./fork.ts";
import { prototypesOf } from "./inherit.ts";
import type { Machine } from "./machine.ts";
import { getMember } from "./members.ts";

export interface OwnEntries {
  readonly entries: readonly (readonly [key: string, value: Value])[];
  readonly doubt: KeyDoubt | null;
}

/** Own properties in JavaScript's order, listed ones only or all; undefined where they are not known. */
export function ownEntries(m: Machine, value: Value, isAll = false): OwnEntries | undefined {
  noteReadOf(m.journal, value);
  switch (value.kind) {
    case "object": {
      const held = (key: string): Value => value.properties.get(key) ?? getMember(m, value, key);
      return {
        entries: (isAll ? ownNames(value) : keysOf(value)).map((key) => [key, held(key)]),
        doubt: value.doubt,
      };
    }
    case "array":
      return {
        entries: [
          ...value.elements
            .map((element, index) => [String(index), element] as const)
            .filter(([, element]) => element !== hole),
          ...[...(value.extras?.properties ?? [])].filter(([key]) => !isHiddenKey(key)),
        ],
        doubt: doubtOfRow(value),
      };
    case "map":
    case "set":
      return value.extras === undefined ? sure([]) : ownEntries(m, value.extras, isAll);
    case "namespace":
      return sure(value.names().map((name) => [name, value.member(name) ?? undefinedValue]));
    case "class":
    case "function":
      return { entries: [...value.properties].filter(([key]) => !isHiddenKey(key)), doubt: value.doubt };
    case "string":
      return sure(value.text.split("").map((letter, index) => [String(index), stringValue(letter)]));
    case "unknown":
    case "either":
      return undefined;
    default:
      return sure([]);
  }
}

function sure(entries: OwnEntries["entries"]): OwnEntries {
  return { entries, doubt: null };
}

/**
 * Does something with every own property, those under symbols last; what may be missing is followed as what may not happen.
 * Where there may be others of unknown names, `lose` does it for these, first.
 */
export function eachEntry(
  m: Machine,
  value: Value,
  visit: (key: string, value: Value) => Value,
  lose: (why: UnknownValue) => void,
): void {
  if (value.kind === "either") {
    forkOver(m, value.options, (option) => {
      eachEntry(m, option, visit, lose);
      return undefinedValue;
    });
    return;
  }
  const own = ownEntries(m, value);
  if (value.kind === "unknown") lose(value);
  else if (own?.doubt?.hasOthers) lose(own.doubt.why);
  for (const [key, part] of own?.entries ?? []) {
    if (own?.doubt && isLacking(own.doubt, key)) forkMaybe(m, own.doubt.why, () => visit(key, part));
    else visit(key, part);
  }
  if (value.kind !== "object") return;
  for (const [key, part] of value.properties)
    if (isSymbolKey(key) && !value.unlisted?.has(key)) visit(key, part);
}

/** The names that `for … in` goes through: own ones first, then those of the objects that it inherits from. */
export function enumerableNames(m: Machine, object: Value): Row | UnknownValue {
  const own = ownEntries(m, object);
  if (own === undefined) return unknownValue("Its properties are not known");
  const inherited =
    object.kind === "object" && object.proto ? [...prototypesOf(object)].flatMap((at) => keysOf(at)) : [];
  const names = [...new Set([...own.entries.map(([key]) => key), ...inherited])];
  return { elements: names.map((name) => stringValue(name)), doubt: listingDoubt(own.doubt, names) };
}
