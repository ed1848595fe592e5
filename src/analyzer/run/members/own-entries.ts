import { loseIndices } from "../../values/containers.ts";
import { doubtOfRow, isIndexName, keyText, listingDoubt } from "../../values/doubt.ts";
import { noteReadOf, touch } from "../../values/journal.ts";
import { isHiddenKey, isSymbolKey } from "../../values/keys.ts";
import { hole, undefinedValue, unknownValue } from "../../values/make.ts";
import { ownNames as allNames, keysOf, shownNames } from "../../values/prototype.ts";
import type {
  ArrayValue,
  ClassValue,
  FunctionValue,
  KeyDoubt,
  Row,
  UnknownValue,
  Value,
} from "../../values/value.ts";
import { forkMaybe, forkOver } from "../arms/fork.ts";
import type { Machine } from "../machine.ts";
import { extendedNames, inheritedExtendedNames } from "./extended-host.ts";
import { classBehind, prototypesOf } from "./inherit.ts";
import { getMember } from "./members.ts";

export interface OwnEntries {
  readonly entries: readonly (readonly [key: string, value: Value])[];
  readonly doubt: KeyDoubt | null;
}

/** Own properties in JavaScript's order, listed ones only; undefined where they are not known. Getters of the value's own run. */
export function ownEntries(
  m: Machine,
  value: Value,
  without: ReadonlySet<string> = nothing,
): OwnEntries | undefined {
  const own = ownNames(m, value);
  if (own === undefined) return undefined;
  const names = without.size === 0 ? own.names : own.names.filter((name) => !without.has(name));
  m.steps += names.length >> 2;
  return { entries: names.map((name) => [name, ownValue(m, value, name)]), doubt: own.doubt };
}

const nothing: ReadonlySet<string> = new Set();

function ownValue(m: Machine, value: Value, name: string): Value {
  switch (value.kind) {
    case "object":
      return value.properties.get(name) ?? getMember(m, value, name);
    case "array": {
      const element = isIndexName(name) ? value.elements[Number(name)] : undefined;
      return element ?? getMember(m, value, name);
    }
    case "class":
    case "function":
      return value.properties.get(name) ?? undefinedValue;
    default:
      return getMember(m, value, name);
  }
}

export interface OwnNames {
  readonly names: readonly string[];
  readonly doubt: KeyDoubt | null;
}

/** The names of own properties in JavaScript's order, listed ones only or all; undefined where they are not known. */
export function ownNames(m: Machine, value: Value, isAll = false): OwnNames | undefined {
  noteReadOf(m.journal, value);
  switch (value.kind) {
    case "object":
      return { names: isAll ? allNames(value) : keysOf(value), doubt: value.doubt };
    case "array":
      return namesOfArray(m, value, isAll);
    case "map":
    case "set":
      return value.extras === undefined ? sure([]) : ownNames(m, value.extras, isAll);
    case "namespace":
      if (!value.isHost) return sure(value.names());
      return isAll ? undefined : sure(extendedNames(m, value));
    case "class":
      return namesOfClass(value, isAll);
    case "function":
      return namesOfFunction(value, isAll);
    case "native":
      return isAll ? undefined : sure(extendedNames(m, value));
    case "string":
      return sure([...value.text.split("").keys(), ...(isAll ? ["length"] : [])].map(String));
    case "unknown":
    case "either":
      return undefined;
    default:
      return sure([]);
  }
}

function namesOfArray(m: Machine, array: ArrayValue, isAll: boolean): OwnNames {
  const indices = [...array.elements.keys()].filter((index) => array.elements[index] !== hole);
  const beside = array.extras === undefined ? [] : (ownNames(m, array.extras, isAll)?.names ?? []);
  const length = isAll && array.typed === undefined ? ["length"] : [];
  return { names: [...indices.map(String), ...length, ...beside], doubt: doubtOfRow(array) };
}

/** Static methods and accessors come before static fields, and no listing shows them. */
function namesOfClass(cls: ClassValue, isAll: boolean): OwnNames {
  const { code, properties, accessors, doubt } = cls;
  const methods = new Set(code.staticMethods.flatMap(({ key }) => key(cls.scope) ?? []));
  const others = [...properties.keys()].filter((name) => !isHiddenKey(name) && !methods.has(name));
  if (!isAll) return { names: others, doubt };
  const written = [...methods].filter(
    (name) => !isHiddenKey(name) && (properties.has(name) || accessors.has(name)),
  );
  return { names: [...new Set(["length", "name", "prototype", ...written, ...others])], doubt };
}

/** Whether a function that is no arrow is a method, which has no `prototype`, is not told apart. */
function namesOfFunction({ code, properties, doubt }: FunctionValue, isAll: boolean): OwnNames {
  const own = [...properties.keys()].filter((name) => !isHiddenKey(name));
  if (!isAll) return { names: own, doubt };
  const isPlain = code.isArrow || (code.isAsync && !code.isGenerator);
  const names = [...new Set(["length", "name", ...(isPlain ? [] : ["prototype"]), ...own])];
  if (isPlain || code.isGenerator || properties.has("prototype")) return { names, doubt };
  const why = doubt?.why ?? unknownValue("Only what can be constructed has a prototype", code.place);
  return {
    names,
    doubt: { why, hasOthers: false, ...doubt, missing: new Map(doubt?.missing).set("prototype", why) },
  };
}

function sure(names: readonly string[]): OwnNames {
  return { names, doubt: null };
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
  else if (own?.doubt?.hasOthers && value.kind !== "array") lose(own.doubt.why);
  for (const { entries, why } of together(own)) {
    const visitAll = (): Value =>
      entries.reduce((_, [key, part]) => visit(key, part), undefinedValue as Value);
    if (why === undefined) visitAll();
    else forkMaybe(m, why, visitAll, own?.doubt?.hasOthers);
  }
  if (value.kind !== "object") return;
  for (const [key, part] of value.properties)
    if (isSymbolKey(key) && !value.unlisted?.has(key)) visit(key, part);
}

interface Group {
  readonly entries: (readonly [key: string, value: Value])[];
  readonly why: UnknownValue | undefined;
}

/** Properties, those beside each other that are missing together or not at all as one. */
function together(own: OwnEntries | undefined): readonly Group[] {
  const groups: Group[] = [];
  for (const entry of own?.entries ?? []) {
    const why = own?.doubt?.missing.get(entry[0]);
    const last = groups.at(-1);
    if (last?.why === why) last?.entries.push(entry);
    if (last === undefined || last.why !== why) groups.push({ entries: [entry], why });
  }
  return groups;
}

/** For properties that were the elements of an array: behind one that may be missing, all have a lower index without it. */
export function noteMoves(m: Machine, target: Value, source: Value): void {
  const options = source.kind === "either" ? source.options.map((option) => option.value) : [source];
  const doubted = options.find(
    (option): option is ArrayValue => option.kind === "array" && option.doubt !== null,
  );
  if (target.kind !== "object" || !doubted?.doubt) return;
  const { doubt, properties } = target;
  const { lacking } = doubted.doubt;
  if (lacking === undefined || doubted !== source) {
    touch(m.journal, target);
    const open = { why: doubted.doubt.why, missing: new Map(), hasOthers: false };
    target.doubt = { ...(doubt ?? open), isOrdered: false, moves: true };
    return;
  }
  const isFresh =
    doubt?.hasOthers !== true &&
    [...properties.keys()].filter(isIndexName).length === doubted.elements.length &&
    [...lacking.keys()].every((index) => doubt?.missing.has(String(index)));
  touch(m.journal, target);
  const why = doubt?.why ?? doubted.doubt.why;
  if (isFresh)
    target.doubt = { missing: new Map(), isOrdered: true, ...doubt, why, hasOthers: false, moves: true };
  else loseIndices(target, why);
}

/** What stands for own properties of unknown names, where there may be such; those of an array stand among its elements. */
export function otherEntry(
  value: Value,
  own: Pick<OwnEntries, "doubt">,
): readonly [key: Value, value: Value] | null {
  if (!own.doubt?.hasOthers || value.kind === "array") return null;
  const { why } = own.doubt;
  return [{ ...why, type: "string" }, why];
}

/** The names that `for … in` goes through: own ones first, then those of the objects that it inherits from. */
export function enumerableNames(m: Machine, object: Value): Row | UnknownValue {
  const own = ownNames(m, object);
  if (own === undefined) return unknownValue("Its properties are not known");
  const inherited =
    object.kind === "object"
      ? [...[...prototypesOf(object)].flatMap((at) => keysOf(at)), ...shownNames(classBehind(object))]
      : shownNames("extras" in object ? (object.extras?.class ?? null) : null);
  const names = [...new Set([...own.names, ...inherited, ...inheritedExtendedNames(m, object)])];
  const other = otherEntry(object, own);
  return {
    elements: [...names.map((name) => keyText(own.doubt, name)), ...(other === null ? [] : [other[0]])],
    doubt: listingDoubt(own.doubt, names),
  };
}
