import { toText } from "../run/convert.ts";
import type { Machine } from "../run/machine.ts";
import { isExtended } from "../run/members/extended-host.ts";
import { ownHostMember } from "../run/members/host-members.ts";
import { callMember } from "../run/members/members.ts";
import { nativeValue } from "../run/native-value.ts";
import { refuseSelf } from "../run/wrong-self.ts";
import { isNullish } from "../values/equality.ts";
import { hostClassOf } from "../values/host-class.ts";
import { type HostObject, standFor } from "../values/host-object.ts";
import { isSymbolKey, symbolOf, wellKnownKey } from "../values/keys.ts";
import { numberValue, openOf, stringValue, unknownValue } from "../values/make.ts";
import { lineage } from "../values/prototype.ts";
import type {
  ClassValue,
  NamespaceValue,
  NativeValue,
  ObjectValue,
  StringValue,
  UnknownValue,
  Value,
} from "../values/value.ts";
import { callOnNonArray } from "./array-likes.ts";
import { taggedText } from "./object-texts.ts";
import { callStringMethod, hasStringMethod } from "./strings.ts";

const iterators = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;

/** The prototypes of the host's own classes, by the names of the classes. */
const reals: ReadonlyMap<string, object> = new Map(
  [
    ...[Object, Array, Map, Set, WeakMap, WeakSet, WeakRef, String, Number, Boolean, Symbol, BigInt],
    ...[Function, Promise, RegExp, Date, DataView, ArrayBuffer],
    ...[Error, TypeError, RangeError, SyntaxError, URIError, ReferenceError, EvalError],
    ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
    ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
  ].map((cls) => [cls.name, cls.prototype as object] as const),
);

/** The prototypes of the host's classes: their methods, to be called on whatever an author likes. */
export const hostPrototypes: ReadonlyMap<string, NamespaceValue> = new Map(
  [...reals, ["Iterator", iterators] as const].map(([name, real]) => [name, hostPrototype(name, real)]),
);

function hostPrototype(of: string, real: object): NamespaceValue {
  const members = new Map<string, Value | undefined>();
  const member = (name: string): Value | undefined => {
    if (!members.has(name)) members.set(name, memberOf(of, real, name));
    return members.get(name);
  };
  const value: NamespaceValue = {
    kind: "namespace",
    name: `${of}.prototype`,
    isLibrary: false,
    isHost: true,
    member,
    names: () => [],
  };
  standFor(value, real);
  return value;
}

function memberOf(of: string, real: object, name: string): Value | undefined {
  const key = realKey(name);
  if (key === undefined || key === "constructor" || !(key in real)) return undefined;
  if (of !== "Object" && isObjects(real, key)) return hostPrototypes.get("Object")?.member(name);
  if (of === "Object" && name === "toString") return nativeValue(name, (m, self) => taggedText(m, self));
  const held = ownValue(real, key);
  switch (typeof held) {
    case "function":
      return nativeValue(name, (m, self, args) => callFrom(of, m, self, name, args));
    case "string":
      return stringValue(held);
    case "number":
      return numberValue(held);
    default:
      return unknownValue(`${of}.prototype.${name} is not followed`);
  }
}

/** The key that a member has in the host; undefined for a symbol that the host does not know. */
function realKey(name: string): PropertyKey | undefined {
  if (!isSymbolKey(name)) return name;
  const { description = "" } = symbolOf(name);
  const symbol: unknown = Reflect.get(Symbol, description.replace("Symbol.", ""));
  return typeof symbol === "symbol" && wellKnownKey(description.replace("Symbol.", "")) === name
    ? symbol
    : undefined;
}

/** Whether a prototype only has a member because all objects have it. */
function isObjects(real: object, key: PropertyKey): boolean {
  for (let at = real; at !== Object.prototype; at = Object.getPrototypeOf(at) as object)
    if (Object.hasOwn(at, key)) return false;
  return true;
}

/** What the host keeps under a key; its getters are not called. */
function ownValue(real: object, key: PropertyKey): unknown {
  for (let at: object | null = real; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found !== undefined) return found.value;
  }
  return undefined;
}

/** `Array.prototype.slice.call(arguments)`: what is called on it need not have the method, or has another one of its own. */
function callFrom(of: string, m: Machine, self: Value, name: string, args: readonly Value[]): Value {
  if (isNullish(self) && needsSelf.has(of) && !isSymbolKey(name))
    refuseSelf(m, self, `${of}.prototype.${name}`);
  if (of === "Array" && self.kind !== "array") return callOnNonArray(m, self, name, args);
  if (of === "String" && takesAnything(name) && !knowsTexts.has(self.kind))
    return callOnText(m, toText(m, self), name, args);
  const method =
    of === "Array" && self.kind === "array" && self.isArguments ? m.intrinsics.arrays.get(name) : undefined;
  if (self.kind === "array" && method !== undefined) return method(m, self, args);
  if (of === "Function" && !isExtended(m, self, name)) return callMember(m, self, name, args);
  const own = ownHostMember(m, self, name);
  return own?.kind === "native" ? own.call(m, self, args) : callMember(m, self, name, args);
}

/** `String.prototype.trim.call(8)`: all but two of them first convert what they are called on to a text. */
function takesAnything(name: string): boolean {
  return hasStringMethod(name) && name !== "toString" && name !== "valueOf";
}

const knowsTexts: ReadonlySet<Value["kind"]> = new Set(["string", "either", "unknown"] as const);

function callOnText(
  m: Machine,
  text: StringValue | UnknownValue,
  name: string,
  args: readonly Value[],
): Value {
  return text.kind === "string" ? callStringMethod(m, text, name, args) : openOf(text);
}

/** The classes whose methods throw where they are called on nothing. */
const needsSelf: ReadonlySet<string> = new Set([
  ...["Map", "Set", "WeakMap", "WeakSet", "WeakRef", "String", "Number", "Boolean", "Symbol", "BigInt"],
  ...["Function", "Promise", "RegExp", "Date", "DataView", "ArrayBuffer"],
]);

/** The objects of the host that a value inherits from, the nearest first: those behind all that an author's class has. */
export function prototypesOf(value: Value): readonly HostObject[] {
  switch (value.kind) {
    case "object":
      return value.proto === null ? [] : chainOf(nameOfClass(value));
    case "native":
      return [...(value.parent === undefined ? [] : [value.parent]), ...chainOf("Function")];
    case "class":
      return [...hostParents(value), ...chainOf("Function")];
    case "namespace":
      return chainOf(nameOfClass(value)).slice(isPrototype(value) ? 1 : 0);
    default:
      return chainOf(nameOfClass(value));
  }
}

function isPrototype({ name }: NamespaceValue): boolean {
  return name.endsWith(".prototype");
}

/** Whether an object of the host has a member of its own, be it followed or not. */
export function hasOwnMember(host: HostObject, name: string): boolean {
  if (host.kind === "native") return host.members.has(name);
  const real = isPrototype(host) ? reals.get(nameOfClass(host)) : undefined;
  const key = realKey(name);
  if (real === undefined || key === undefined) return host.member(name) !== undefined;
  return Object.hasOwn(real, key);
}

/** The prototype of a class of the host, and those that it inherits from; of any other, only that of all objects. */
function chainOf(name: string): readonly NamespaceValue[] {
  const known = chains.get(name);
  if (known !== undefined) return known;
  const own = hostPrototypes.get(name);
  const real = reals.get(name);
  const chain = own === undefined || name === "Object" ? objects() : [own, ...chainOf(parentOf(real))];
  chains.set(name, chain);
  return chain;
}

const chains = new Map<string, readonly NamespaceValue[]>();

function objects(): readonly NamespaceValue[] {
  const all = hostPrototypes.get("Object");
  return all === undefined ? [] : [all];
}

function parentOf(real: object | undefined): string {
  const parent = real === undefined ? undefined : (Object.getPrototypeOf(real) as object);
  return [...reals].find(([, other]) => other === parent)?.[0] ?? "Object";
}

/** The name of the class of the host that a value belongs to, or from which its own class descends. */
export function nameOfClass(value: Value): string {
  switch (value.kind) {
    case "object":
      return nameOfObject(value);
    case "iterator":
      return "Iterator";
    case "namespace":
      return isPrototype(value) ? value.name.replace(".prototype", "") : "Object";
    default:
      return hostClassOf(value) ?? "Object";
  }
}

function nameOfObject({ hostMade, class: cls }: ObjectValue): string {
  const [parent] = cls === null ? [] : hostParents(cls);
  let at = hostMade?.by ?? parent;
  while (at !== undefined && !reals.has(at.name)) at = at.parent;
  return at?.name ?? "Object";
}

/** The class of the host from which an author's class descends. */
function hostParents(cls: ClassValue): readonly NativeValue[] {
  const parent = [...lineage(cls)].at(-1)?.parent;
  return parent?.kind === "native" ? [parent] : [];
}
