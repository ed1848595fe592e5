import { newObject, setAccessor, setProperty } from "../../values/containers.ts";
import { isNullish } from "../../values/equality.ts";
import { overOptions } from "../../values/join.ts";
import { isHiddenKey, isSymbolKey, symbolOf } from "../../values/keys.ts";
import { booleanValue, stringValue, undefinedValue, unknownValue } from "../../values/make.ts";
import { prototypeObject } from "../../values/prototype.ts";
import type {
  Accessor,
  ClassValue,
  Evaluate,
  FieldCode,
  MethodCode,
  ObjectValue,
  Value,
} from "../../values/value.ts";
import { callValue } from "../call.ts";
import type { Machine } from "../machine.ts";
import { nativeValue } from "../native-value.ts";
import { noteUnfollowed } from "../refuse.ts";
import { getMember, setMember } from "./members.ts";
import { addPerhapsAccessor } from "./perhaps-accessors.ts";

/*
 * Decorators as the language has them: each is called with what it stands at and a description of it, and may give another
 * one in its place. Methods and accessors come before fields, static ones before the others, the class itself last.
 */

/** Calls the decorators of a class's members. */
export function decorateMembers(m: Machine, cls: ClassValue): void {
  const { methods, staticMethods, fields, statics } = cls.code;
  const ofClass: Value[] = [];
  const staticFields = statics.filter((part) => "key" in part);
  const onClass = { isStatic: true, additions: ofClass };
  const onInstance = { isStatic: false, additions: cls.decorated.instances };
  decorateInOrder(m, cls, [...staticMethods, ...staticFields.filter(isAccessor)], onClass);
  decorateInOrder(m, cls, [...methods, ...fields.filter(isAccessor)], onInstance);
  for (const field of staticFields) if (!isAccessor(field)) decorateField(m, cls, field, onClass);
  for (const field of fields) if (!isAccessor(field)) decorateField(m, cls, field, onInstance);
  for (const addition of ofClass) callValue(m, addition, cls, []);
}

function isAccessor(field: FieldCode): boolean {
  return field.isAccessor;
}

/** Decorates methods, getters, setters and `accessor`s in the order in which they are written. */
function decorateInOrder(
  m: Machine,
  cls: ClassValue,
  members: readonly (MethodCode | FieldCode)[],
  around: Around,
): void {
  for (const member of members.toSorted((a, b) => a.pos - b.pos))
    if ("code" in member) decorateMethod(m, cls, member, around);
    else decorateAccessor(m, cls, member, around);
}

/** Calls the decorators of a class: what stands for it from then on, and what they want to do with it. */
export function decorateClass(
  m: Machine,
  cls: ClassValue,
): { readonly value: Value; readonly additions: readonly Value[] } {
  const additions: Value[] = [];
  let value: Value = cls;
  for (const decorator of valuesOf(cls, cls.code.decorators)) {
    const context = newContext(m, "class", stringValue(cls.name), additions);
    value = orSame(callValue(m, decorator, undefinedValue, [value, context]), value);
  }
  return { value, additions };
}

interface Around {
  readonly isStatic: boolean;
  /** Collects the functions given to `addInitializer`. */
  readonly additions: Value[];
}

function decorateMethod(m: Machine, cls: ClassValue, method: MethodCode, around: Around): void {
  if (method.decorators.length === 0) return;
  const key = method.key(cls.scope);
  if (typeof key !== "string") return;
  const kind = method.kind === "method" ? "method" : `${method.kind}ter`;
  const context = memberContext(m, kind, key, around);
  let value = memberOf(cls, key, method.kind, around.isStatic);
  for (const decorator of valuesOf(cls, method.decorators))
    value = orSame(callValue(m, decorator, undefinedValue, [value, context]), value);
  replaceMember(m, cls, { key, kind: method.kind, isStatic: around.isStatic }, value);
}

function memberOf(cls: ClassValue, key: string, kind: MethodCode["kind"], isStatic: boolean): Value {
  if (kind === "method" && isStatic) return cls.properties.get(key) ?? undefinedValue;
  const member = cls.prototype.get(key);
  if (kind === "method") return member?.kind === "value" ? member.value : undefinedValue;
  const accessor = isStatic ? cls.accessors.get(key) : member?.kind === "accessor" ? member.value : undefined;
  return accessor?.[kind] ?? undefinedValue;
}

interface NamedMember {
  readonly key: string;
  readonly kind: MethodCode["kind"];
  readonly isStatic: boolean;
}

function replaceMember(
  m: Machine,
  cls: ClassValue,
  { key, kind, isStatic }: NamedMember,
  value: Value,
): void {
  if (kind === "method") {
    if (isStatic) setProperty(m, cls, key, value);
    else if (value.kind === "function" || value.kind === "native" || value.kind === "unknown")
      cls.prototype.set(key, { kind: "value", value });
    else cls.prototype.set(key, { kind: "value", value: noteUnfollowed(m, "this decorator") });
    return;
  }
  const replaced = (accessor: Accessor | undefined): Accessor => ({
    get: null,
    set: null,
    ...accessor,
    [kind]: value.kind === "function" ? value : null,
  });
  if (isStatic) setAccessor(cls, key, replaced(cls.accessors.get(key)));
  else {
    const member = cls.prototype.get(key);
    const accessor = member?.kind === "accessor" ? member.value : undefined;
    cls.prototype.set(key, { kind: "accessor", value: replaced(accessor) });
  }
}

/** A field's decorators give functions that change its initial value. */
function decorateField(m: Machine, cls: ClassValue, field: FieldCode, around: Around): void {
  if (field.decorators.length === 0) return;
  const key = field.key(cls.scope);
  if (typeof key !== "string") return;
  const context = memberContext(m, "field", key, around);
  const changes = valuesOf(cls, field.decorators).map((decorator) =>
    callValue(m, decorator, undefinedValue, [undefinedValue, context]),
  );
  cls.decorated.fields.set(
    field,
    changes.filter(({ kind }) => kind !== "undefined"),
  );
}

/**
 * The decorators of an `accessor` are given how it is read and set. What they give to change its initial value is followed; another
 * way to read or set it is not.
 */
function decorateAccessor(m: Machine, cls: ClassValue, field: FieldCode, around: Around): void {
  if (field.decorators.length === 0) return;
  const key = field.key(cls.scope);
  if (typeof key !== "string") return;
  const context = memberContext(m, "accessor", key, around);
  const changes: Value[] = [];
  for (const decorator of valuesOf(cls, field.decorators)) {
    const own = newObject(m, ownAccessor(key));
    const given = callValue(m, decorator, undefinedValue, [own, context]);
    if (given.kind === "undefined") continue;
    const isReplaced = ["get", "set"].some((name) => !isNullish(getMember(m, given, name)));
    if (isReplaced) doubtAccessor(m, prototypeOf(m, cls, around), key, given);
    const init = isReplaced ? unfollowed : getMember(m, given, "init");
    if (!isNullish(init)) changes.push(init);
  }
  cls.decorated.fields.set(field, changes);
}

/** The value may go to such a function instead, which may be called wherever the property is read or set. */
function doubtAccessor(m: Machine, holder: ObjectValue | ClassValue, key: string, given: Value): void {
  for (const kind of ["get", "set"] as const) addPerhapsAccessor(m, holder, { kind, fn: null, names: [key] });
  m.intrinsics.givenToUnknown(m, unknownValue("What a decorator does is not followed"), [given]);
}

function prototypeOf(m: Machine, cls: ClassValue, { isStatic }: Around): ObjectValue | ClassValue {
  return isStatic ? cls : prototypeObject(m, cls);
}

const unfollowed = nativeValue("init", (m) => noteUnfollowed(m, "this decorator"));

function ownAccessor(key: string): Map<string, Value> {
  const get = nativeValue("get", (m, self) => getMember(m, self, key));
  const set = nativeValue("set", (m, self, [value = undefinedValue]) => {
    setMember(m, self, key, value);
    return undefinedValue;
  });
  return new Map([
    ["get", get],
    ["set", set],
  ]);
}

/** Several decorators are evaluated from the first to the last, and called from the last to the first. */
function valuesOf(cls: ClassValue, decorators: readonly Evaluate[]): readonly Value[] {
  return decorators.map((evaluate) => evaluate(cls.scope)).reverse();
}

function orSame(given: Value, before: Value): Value {
  return overOptions(given, (option) => (option.kind === "undefined" ? before : option));
}

function memberContext(m: Machine, kind: string, key: string, { isStatic, additions }: Around): ObjectValue {
  const context = newContext(m, kind, nameOf(key), additions);
  context.properties.set("static", booleanValue(isStatic));
  context.properties.set("private", booleanValue(isHiddenKey(key) && !isSymbolKey(key)));
  const access = newObject(m);
  access.properties.set(
    "get",
    nativeValue("get", (mm, _, [object = undefinedValue]) => getMember(mm, object, key)),
  );
  access.properties.set(
    "set",
    nativeValue("set", (mm, _, [object = undefinedValue, value = undefinedValue]) => {
      setMember(mm, object, key, value);
      return undefinedValue;
    }),
  );
  context.properties.set("access", access);
  return context;
}

/** The member's name in the decorator's context. */
function nameOf(key: string): Value {
  if (!isHiddenKey(key)) return stringValue(key);
  return isSymbolKey(key) ? symbolOf(key) : stringValue(key.slice(1).split(" ")[0] ?? "");
}

function newContext(m: Machine, kind: string, name: Value, additions: Value[]): ObjectValue {
  const add = nativeValue("addInitializer", (_, __, [addition = undefinedValue]) => {
    additions.push(addition);
    return undefinedValue;
  });
  return newObject(
    m,
    new Map<string, Value>([
      ["kind", stringValue(kind)],
      ["name", name],
      ["addInitializer", add],
    ]),
  );
}
