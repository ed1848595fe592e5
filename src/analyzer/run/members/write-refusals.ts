import { isIndexName } from "../../values/doubt.ts";
import { isNullish, sameValueZero } from "../../values/equality.ts";
import { nameOfFunction } from "../../values/given-names.ts";
import { hostClassOf } from "../../values/host-class.ts";
import { hostText } from "../../values/host-text.ts";
import { printKey } from "../../values/keys.ts";
import { findMember, lineage } from "../../values/prototype.ts";
import { truth } from "../../values/truth.ts";
import type {
  Accessor,
  ArrayValue,
  ClassValue,
  FunctionValue,
  MapValue,
  NamespaceValue,
  NativeValue,
  ObjectValue,
  SetValue,
  Value,
} from "../../values/value.ts";
import { isPrimitive } from "../host-refusals.ts";
import { isImported } from "../library/namespaces.ts";
import type { Machine } from "../machine.ts";
import { keptByHost } from "./absent-on-host.ts";
import { isOwnOfArray } from "./array-members.ts";
import { isExtended } from "./extended-host.ts";
import { accessorFromObjects, classBehind, prototypesOf } from "./inherit.ts";

/*
 * What the host refuses to write into. Assignments throw these words; `Reflect` says false instead.
 */

/** Why `target.name = value` throws; undefined if it does not. */
export function whyNoWrite(m: Machine, target: Value, name: string): string | undefined {
  switch (target.kind) {
    case "array":
      return whyNoElement(target, name) ?? (isIndexName(name) ? undefined : whyNoHostMember(m, target, name));
    case "class":
    case "function":
      return whyNoStatic(target, name) ?? whyNoHostMember(m, target, name);
    case "map":
    case "set":
      return whyNoExtra(target, name) ?? whyNoHostMember(m, target, name);
    case "object":
      return (
        whyNoProperty(target, name) ??
        (target.hostMade === null ? undefined : whyNoHostMember(m, target, name))
      );
    case "namespace":
      return isImported(target) ? whyNoExport(target, name) : whyNoHostMember(m, target, name);
    case "native":
      return whyNoHostMember(m, target, name);
    default:
      return isPrimitive(target) && !isNullish(target) ? whyNoPart(m, target, name) : undefined;
  }
}

/** Why a member of the host cannot be set; undefined where the file has put one of its own in its place. */
function whyNoHostMember(m: Machine, target: Value, name: string): string | undefined {
  const kept = keptByHost(target, name);
  if (kept === undefined || hasOwn(target, name) || isExtended(m, target, name)) return undefined;
  return kept === "getter" ? onlyGetter(name, target) : readOnly(name, target);
}

/** Whether the author gave it such a member, or may have. */
function hasOwn(target: Value, name: string): boolean {
  if (isList(target)) return target.extras !== undefined && hasOwn(target.extras, name);
  if (target.kind !== "object" && target.kind !== "class" && target.kind !== "function") return false;
  if (target.doubt?.hasOthers) return true;
  if (target.kind === "function") return target.properties.has(name);
  const cls = target.kind === "object" ? target.class : null;
  const isOwn = target.properties.has(name) || target.accessors.has(name);
  return isOwn || (cls !== null && findMember(cls, name) !== undefined);
}

function whyNoExport(target: NamespaceValue, name: string): string {
  if (target.member(name) === undefined) return notExtensible(name);
  return `Cannot assign to read only property '${name}' of object '[object Module]'`;
}

/** Why a text, a number or another primitive takes no property. Setters that it inherits are called all the same. */
function whyNoPart(m: Machine, target: Value, name: string): string | undefined {
  if (name === "__proto__" || isExtended(m, target, name)) return undefined;
  const words = `${target.kind === "undecided" ? "boolean" : target.kind} '${hostText(target)}'`;
  return `Cannot create property '${printKey(name)}' on ${words}`;
}

/** Why a property beside the elements cannot be set: only one made by `Object.defineProperty` can refuse. */
function whyNoExtra(target: ArrayValue | MapValue | SetValue, name: string): string | undefined {
  const { extras } = target;
  if (extras?.properties.has(name)) return isConstant(extras, name) ? readOnly(name, target) : undefined;
  const accessor = extras === undefined ? undefined : accessorUnder(extras, name);
  if (accessor !== undefined) return isReadOnly(accessor) ? onlyGetter(name, target) : undefined;
  return target.kind === "array" || target.rigidity === undefined ? undefined : notExtensible(name);
}

function whyNoProperty(target: ObjectValue, name: string): string | undefined {
  if (target.properties.has(name)) return isConstant(target, name) ? readOnly(name, target) : undefined;
  const accessor = accessorUnder(target, name);
  if (accessor !== undefined) return isReadOnly(accessor) ? onlyGetter(name, target) : undefined;
  if (inheritsConstant(target, name)) return readOnly(name, target);
  return target.rigidity === undefined ? undefined : notExtensible(name);
}

/** What `Object.defineProperty` is told of a property; what it is not told is absent. */
export type Description = Readonly<Partial<Record<(typeof descriptive)[number], Value>>>;

export const descriptive = ["value", "writable", "enumerable", "configurable", "get", "set"] as const;

/** Why `Object.defineProperty` refuses this definition; undefined if it does not. */
export function whyNoDefinition(target: Value, name: string, description: Description): string | undefined {
  if (isList(target)) return target.extras && whyNoDefinition(target.extras, name, description);
  if (target.kind === "namespace" && isImported(target))
    return target.member(name) === undefined ? undefinable(name) : `Cannot redefine property: ${name}`;
  if (target.kind !== "object") return undefined;
  const own = target.properties.get(name);
  const accessor = target.accessors.get(name);
  if (own === undefined && accessor === undefined)
    return target.rigidity === undefined ? undefined : undefinable(name);
  if (!isFixed(target, name)) return undefined;
  const { value, get, set } = description;
  const isListed = !target.unlisted?.has(name);
  const isRedefined =
    says(description.configurable, true) ||
    says(description.enumerable, !isListed) ||
    (accessor === undefined
      ? get !== undefined || set !== undefined || changesConstant(target, name, description)
      : value !== undefined ||
        description.writable !== undefined ||
        isOther(get, accessor.get) ||
        isOther(set, accessor.set));
  return isRedefined ? `Cannot redefine property: ${name}` : undefined;
}

/** Whether an own property can neither be deleted nor described anew. */
export function isFixed({ rigidity, fixed }: ObjectValue, name: string): boolean {
  return rigidity === "sealed" || rigidity === "frozen" || (fixed?.has(name) ?? false);
}

/** Whether properties beside its elements are kept in an object of their own, its `extras`. */
export function isList(target: Value): target is ArrayValue | MapValue | SetValue {
  return target.kind === "array" || target.kind === "map" || target.kind === "set";
}

function says(flag: Value | undefined, wanted: boolean): boolean {
  return flag !== undefined && truth(flag) === wanted;
}

function isOther(given: Value | undefined, own: FunctionValue | null): boolean {
  if (given === undefined) return false;
  return given.kind === "undefined" ? own !== null : given !== own;
}

function changesConstant(target: ObjectValue, name: string, { value, writable }: Description): boolean {
  if (!isConstant(target, name)) return false;
  const own = target.properties.get(name);
  return says(writable, true) || (value !== undefined && own !== undefined && isSurelyOther(own, value));
}

/** Whether two values certainly differ; NaN is itself. */
function isSurelyOther(own: Value, value: Value): boolean {
  return truth(sameValueZero(own, value)) === false;
}

/** Whether a property has a getter and nothing that could store into it. */
export function lacksSetter(m: Machine, target: Value, name: string): boolean {
  if (target.kind === "tensor") {
    const { kept } = target.made;
    const cls = kept?.class ?? m.tensorClass;
    const member = cls === null || kept?.properties.has(name) ? undefined : findMember(cls, name)?.member;
    return member?.kind === "accessor" && isReadOnly(member.value);
  }
  if (target.kind !== "object" || target.properties.has(name)) return false;
  const accessor = accessorUnder(target, name);
  return accessor !== undefined && isReadOnly(accessor);
}

function isReadOnly({ get, set }: Accessor): boolean {
  return set === null && get !== null;
}

/** The accessor that a property is read and set by, where the object has no value of its own under that name. */
export function accessorUnder(object: ObjectValue, name: string): Accessor | undefined {
  const own = object.accessors.get(name);
  if (own !== undefined) return own;
  if (object.proto !== undefined) return accessorFromObjects(object, name);
  const { class: cls } = object;
  const member = cls === null ? undefined : findMember(cls, name)?.member;
  return member?.kind === "accessor" ? member.value : undefined;
}

function whyNoElement(array: ArrayValue, name: string): string | undefined {
  const { rigidity, elements, isArguments } = array;
  if (rigidity === undefined) return whyNoExtra(array, name);
  const isBeside = isArguments === true && Number(name) >= elements.length;
  if (isBeside || !isOwnOfArray(array, name)) return notExtensible(name);
  if (rigidity === "frozen" || !(name === "length" || Number(name) < elements.length))
    return Number(name) >= elements.length ? notExtensible(name) : readOnly(name, array);
  return undefined;
}

function whyNoStatic(target: ClassValue | FunctionValue, name: string): string | undefined {
  const { rigidity, properties } = target;
  if (target.kind === "class" && name === "prototype") return readOnly(name, target);
  if (rigidity === undefined || (target.kind === "class" && target.accessors.has(name))) return undefined;
  if (!properties.has(name)) return notExtensible(name);
  return rigidity === "frozen" ? readOnly(name, target) : undefined;
}

/** Whether an own property keeps its value. */
export function isConstant({ constants, rigidity }: ObjectValue, name: string): boolean {
  return rigidity === "frozen" || (constants?.has(name) ?? false);
}

/** A value that an object inherits and that cannot be written cannot be hidden by an assignment either. */
function inheritsConstant(object: ObjectValue, name: string): boolean {
  for (const at of prototypesOf(object)) if (at.properties.has(name)) return isConstant(at, name);
  const cls = classBehind(object);
  for (const { shown } of cls === null ? [] : lineage(cls))
    if (shown?.properties.has(name)) return isConstant(shown, name);
  return false;
}

function onlyGetter(name: string, target: Value): string {
  return `Cannot set property ${name} of ${wordsFor(target)} which has only a getter`;
}

function readOnly(name: string, target: Value): string {
  const isFunction = target.kind === "function" || target.kind === "class" || target.kind === "native";
  const of = isFunction ? `function '${nameOfCallable(target)}'` : `object '${wordsFor(target)}'`;
  return `Cannot assign to read only property '${name}' of ${of}`;
}

function nameOfCallable(target: FunctionValue | ClassValue | NativeValue): string {
  return target.kind === "function" ? nameOfFunction(target) : target.name;
}

function notExtensible(name: string): string {
  return `Cannot add property ${name}, object is not extensible`;
}

function undefinable(name: string): string {
  return `Cannot define property ${name}, object is not extensible`;
}

/** How the host names a holder whose property it refuses to change. */
export function wordsFor(target: Value): string {
  if (target.kind === "array") return `[object ${target.typed ?? "Array"}]`;
  if (target.kind === "namespace" && isImported(target)) return "[object Module]";
  if (target.kind === "map" || target.kind === "set") return `#<${hostClassOf(target)}>`;
  return `#<${(target.kind === "object" && target.class?.name) || "Object"}>`;
}
