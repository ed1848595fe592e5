import { arrayOf, printThing, type Thing } from "../../base/index.ts";
import { type Heap, newObject, setAccessor } from "./containers.ts";
import { isLacking } from "./doubt.ts";
import { ageOf } from "./journal.ts";
import { isHiddenKey } from "./keys.ts";
import { unknownValue } from "./make.ts";
import type { ArrayValue, ClassValue, InheritedMember, ObjectValue, UnknownValue, Value } from "./value.ts";

/** What instances of a class inherit under a name, and the class that has it. */
export function findMember(
  cls: ClassValue,
  name: string,
): { member: InheritedMember; owner: ClassValue } | undefined {
  for (let at: Value | null = cls; at?.kind === "class"; at = at.parent) {
    const { shown, prototype }: ClassValue = at;
    const member = shown === undefined ? prototype.get(name) : memberOfShown(shown, at, name);
    if (member !== undefined) return { member, owner: at };
    if (shown?.proto !== undefined) return findBehind(shown.proto, at, name);
  }
  return undefined;
}

/** What a prototype has as an object, on which code may have put anything. */
function memberOfShown(shown: ObjectValue, owner: ClassValue, name: string): InheritedMember | undefined {
  const { properties, accessors, doubt } = shown;
  const own = properties.get(name);
  // Each class has a constructor of its own, which instances are asked for first.
  if (own === owner && name === "constructor") return undefined;
  const isSure = own !== undefined && !isLacking(doubt, name);
  if (doubt !== null && !isSure && (own !== undefined || doubt.hasOthers))
    return { kind: "value", value: doubt.why };
  const accessor = accessors.get(name);
  if (own === undefined && accessor !== undefined) return { kind: "accessor", value: accessor };
  return own && { kind: "value", value: own };
}

/** The same where code has given a prototype another object to inherit from. */
function findBehind(
  proto: ObjectValue | null,
  owner: ClassValue,
  name: string,
): { member: InheritedMember; owner: ClassValue } | undefined {
  for (let at: ObjectValue | null | undefined = proto; at !== null && at !== undefined; at = at.proto) {
    const member = memberOfShown(at, owner, name);
    if (member !== undefined) return { member, owner };
    if (at.proto === undefined) return at.class === null ? undefined : findMember(at.class, name);
  }
  return undefined;
}

/** `cls.prototype` as an object, on which authors may put more. It is as old as the class, whose changes an arm can take back. */
export function prototypeObject(m: Heap, cls: ClassValue): ObjectValue {
  if (cls.shown !== undefined) return cls.shown;
  const parent = cls.parent?.kind === "class" ? cls.parent : null;
  const shown: ObjectValue = { ...newObject(m, new Map(), parent), ...ageOf(m.journal, cls.born) };
  shown.properties.set("constructor", cls);
  for (const [key, { kind, value }] of cls.prototype) {
    if (kind === "value") shown.properties.set(key, value);
    else setAccessor(shown, key, value);
  }
  shown.unlisted = new Set(["constructor", ...cls.prototype.keys()]);
  cls.shown = shown;
  if (cls.code.isLibrary) m.journal.shown.push(cls);
  return shown;
}

/** The names of what code has put on the prototypes of a class and of those that it descends from, as `for … in` goes through them. */
export function shownNames(cls: ClassValue | null): readonly string[] {
  return cls === null
    ? []
    : [...lineage(cls)].flatMap(({ shown }) => (shown === undefined ? [] : keysOf(shown)));
}

/** The class and those that it descends from. */
export function* lineage(cls: ClassValue): Generator<ClassValue> {
  for (let at: Value | null = cls; at?.kind === "class"; at = at.parent) yield at;
}

/** Why it is not known what a class or function inherits after it was given another prototype. */
export const otherParent = unknownValue("Object.setPrototypeOf has changed what it inherits from");

/** Whether code has changed what a class or an object itself inherits from. */
export function hasOtherParent({ doubt }: ClassValue | ObjectValue): boolean {
  return doubt?.hasOtherParent === true;
}

/** Why not all of a class is known: it descends from what no file that is read declares. Undefined where all is. */
export function foreignParent(cls: ClassValue | null): UnknownValue | undefined {
  if (cls === null) return undefined;
  let parent = cls.parent;
  while (parent?.kind === "class") parent = parent.parent;
  if (parent?.kind === "unknown") return parent;
  return parent?.kind === "either" || parent?.kind === "function"
    ? unknownValue("What it inherits is not followed", cls.code.place)
    : undefined;
}

/** Own names as `Object.keys` orders them: whole numbers first, ascending, then in the order in which they came. */
export function keysOf(object: ObjectValue): readonly string[] {
  const keys = ownNames(object);
  return object.unlisted === null ? keys : keys.filter((key) => isListed(object, key));
}

/** Whether `keysOf` has the name of a property. */
export function isListed({ unlisted }: ObjectValue, name: string): boolean {
  return !isHiddenKey(name) && !unlisted?.has(name);
}

/** All own names, whether listed or not. */
export function ownNames(object: ObjectValue): readonly string[] {
  const keys: string[] = [];
  const indices: string[] = [];
  for (const key of object.properties.keys()) {
    const first = key.charCodeAt(0);
    if (first === 0) continue;
    if (first >= zero && first <= nine && isIndex.test(key)) indices.push(key);
    else keys.push(key);
  }
  for (const [key, { place }] of object.accessors)
    if (!isHiddenKey(key) && !keys.includes(key)) keys.splice(place ?? keys.length, 0, key);
  return indices.length === 0 ? keys : [...indices.sort((a, b) => Number(a) - Number(b)), ...keys];
}

const [zero, nine] = ["0".charCodeAt(0), "9".charCodeAt(0)];
const isIndex = /^(0|[1-9]\d*)$/;

const classNames = { tensor: "Tensor", map: "Map", set: "Set" } as const;

/** What people would call the thing in a sentence. */
export function describe(value: Value): string {
  return printThing(thingOf(value));
}

/** What a value is, as `whatIs` has it where a file runs. */
export function thingOf(value: Value): Thing {
  switch (value.kind) {
    case "object":
      return thingOfObject(value);
    case "array":
      return value.typed === undefined ? arrayOf(holdsTensors(value)) : { kind: "instance", of: value.typed };
    case "class":
      return { kind: "class", name: value.name };
    case "undefined":
      return { kind: "undefined", cause: value.cause };
    case "null":
      return { kind: "null" };
    case "function":
    case "native":
      return { kind: "function" };
    case "either":
      return { kind: "open", words: "something that depends on a condition" };
    case "unknown":
      if (value.isSource) return { kind: "open", words: "a string with the source of a function in it" };
      return value.type === undefined
        ? { kind: "open", words: "unknown" }
        : { kind: "primitive", type: value.type };
    case "undecided":
      return { kind: "primitive", type: "boolean" };
    case "tensor":
    case "map":
    case "set":
      return { kind: "instance", of: classNames[value.kind] };
    case "namespace":
      return { kind: "object" };
    case "bigint":
      return { kind: "primitive", type: "BigInt" };
    default:
      return { kind: "primitive", type: value.kind };
  }
}

function holdsTensors({ elements, doubt }: ArrayValue): boolean {
  return doubt === null && elements.length > 0 && elements.every(({ kind }) => kind === "tensor");
}

function thingOfObject({ class: cls, hostMade, module }: ObjectValue): Thing {
  if (hostMade?.promise !== undefined) return { kind: "instance", of: "Promise" };
  if (cls === null)
    return hostMade === null ? { kind: "object" } : { kind: "instance", of: hostMade.by.name };
  if (cls.name === "") return { kind: "object" };
  return { kind: "instance", of: cls.name, ...(module !== null && { isCallable: true as const }) };
}
