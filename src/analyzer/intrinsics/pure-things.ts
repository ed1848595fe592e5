import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { callValue } from "../run/call.ts";
import { construct } from "../run/construct.ts";
import { isPrimitive, refuseWithoutNew } from "../run/host-refusals.ts";
import { rowIterator } from "../run/iteration/iterators.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { refuseSelf } from "../run/wrong-self.ts";
import { newArray, newObject, setUnlisted } from "../values/containers.ts";
import { newRow } from "../values/doubt.ts";
import { standFor } from "../values/host-object.ts";
import { iteratorKey, privateKey } from "../values/keys.ts";
import { filled, undefinedValue, unknownValue } from "../values/make.ts";
import type { ArrayValue, NativeValue, ObjectValue, UnknownValue, Value } from "../values/value.ts";
import { attempt, fromPlain, type Plain, plainRow, toPlain } from "./bridge.ts";

/*
 * Things of the host that only compute and are wholly given by what they are made of: encoders, addresses, formats. The real
 * thing is made for each question that a file asks of it, and what it answers is made into a value again.
 */

/** How things of such a class are made. */
export interface PureClass {
  readonly real: new (...args: never[]) => object;
  /** What a thing that was changed is to be made of; absent where none ever changes. */
  readonly save?: (thing: object) => readonly unknown[];
  /** Why what a thing is made of does not say all about it; undefined where it does. */
  readonly whyOpen?: (args: readonly unknown[]) => UnknownValue | undefined;
  /** Whether it can be called without `new`. */
  readonly isCallable?: boolean;
  /** Methods that change what they are called on. */
  readonly changing?: ReadonlySet<PropertyKey>;
  /** Methods that are not followed, because they change what they are given. */
  readonly unfollowed?: ReadonlySet<PropertyKey>;
}

const classes = new Map<NativeValue, PureClass>();

/** Where a thing keeps what it is made of, and the thing that it is a part of: properties that no listing shows. */
const stateKey = privateKey("madeOf");
const wholeKey = privateKey("partOf");
const partsKey = privateKey("parts");

/** A class of the host as one whose things are followed. */
export function pureClass(
  name: string,
  pure: PureClass,
  members: Readonly<Record<string, Value>> = {},
): NativeValue {
  const call = nativeValue(
    name,
    (m, _, args) => (pure.isCallable ? made(m, cls, args) : refuseWithoutNew(m, name)),
    members,
  );
  const cls: NativeValue = { ...call, construct: (m, args) => made(m as Machine, cls, args) };
  classes.set(cls, pure);
  standFor(cls, pure.real);
  return cls;
}

function made(m: Machine, cls: NativeValue, args: readonly Value[]): Value {
  const row = given(m, args);
  if ("reason" in row) {
    perhapsFails(m, row);
    return row;
  }
  const pure = classes.get(cls);
  const open = pure?.whyOpen?.(row.plain);
  if (pure === undefined || open !== undefined) return open ?? undefinedValue;
  const real = attempt(m, () => new pure.real(...(row.plain as never[])));
  const object = newObject(m, new Map(), null, null, { by: cls, pattern: null });
  const state = pure.save?.(real) ?? row.plain;
  setUnlisted(m, object, stateKey, stateOf(m, state));
  return object;
}

function stateOf(m: Machine, state: readonly unknown[]): ArrayValue {
  return newArray(
    m,
    state.map((part) => fromPlain(m, part)),
  );
}

/** Arguments as the host's own. Bytes stay bytes, and an address is its text. */
function given(m: Machine, args: readonly Value[]): { readonly plain: unknown[] } | UnknownValue {
  const row: unknown[] = [];
  for (const arg of args) {
    const part = givenOne(m, arg);
    if ("reason" in part) return part;
    row.push(part.plain);
  }
  return { plain: row };
}

function givenOne(m: Machine, arg: Value): Plain {
  if (arg.kind === "object" && isPure(arg)) {
    const real = realOf(m, arg);
    return "reason" in real ? real : { plain: String(real.thing) };
  }
  const part = toPlain(m, arg);
  if ("reason" in part || arg.kind !== "array" || arg.typed === undefined) return part;
  const Typed = Reflect.get(globalThis, arg.typed) as new (from: unknown) => unknown;
  return { plain: new Typed(part.plain) };
}

function classOf({ hostMade }: ObjectValue): PureClass | undefined {
  return hostMade === null ? undefined : classes.get(hostMade.by);
}

function isPure(object: ObjectValue): boolean {
  return classOf(object) !== undefined;
}

/** Real things that never change, by what they are made of. */
const known = new WeakMap<Value, object>();

function realOf(m: Machine, object: ObjectValue): { readonly thing: object } | UnknownValue {
  const whole = object.properties.get(wholeKey);
  if (whole?.kind === "object") {
    const real = realOf(m, whole);
    return "reason" in real ? real : { thing: Reflect.get(real.thing, "searchParams") as object };
  }
  const pure = classOf(object);
  const state = object.properties.get(stateKey);
  if (pure === undefined || state?.kind !== "array") return state?.kind === "unknown" ? state : notKnown;
  const before = known.get(state);
  if (before !== undefined) return { thing: before };
  if (state.doubt !== null) return state.doubt.why;
  const row = plainRow(m, state.elements);
  if ("reason" in row) return row;
  const thing = new pure.real(...(row.plain as never[]));
  if (pure.save === undefined) known.set(state, thing);
  return { thing };
}

const notKnown = unknownValue("What it is made of is not known");

/** A member that the host gives such a thing; undefined where it has none of that name. */
export function pureMember(m: Machine, object: ObjectValue, name: string): Value | undefined {
  const by = object.hostMade?.by;
  const pure = classOf(object);
  if (by === undefined || pure === undefined) return undefined;
  if (name === "constructor") return by;
  if (name === "searchParams" && by.name === "URL") return searchOf(m, object);
  const key = name === iteratorKey ? Symbol.iterator : name;
  const found = descriptorOf(pure.real.prototype as object, key);
  if (typeof found?.value === "function") {
    if (name === "forEach")
      return nativeValue(name, (mm, self, [visit = undefinedValue, about = undefinedValue]) =>
        visitEach(mm, self, visit, about),
      );
    return nativeValue(name, (mm, self, args) => {
      if (self.kind !== "object" || !isPure(self)) refuseOther(mm, self, by, name);
      return self.kind === "object" && isPure(self) ? ask(mm, self, key, args) : notKnown;
    });
  }
  if (found?.get === undefined) return undefined;
  const real = realOf(m, object);
  if ("reason" in real) return real;
  const held: unknown = Reflect.get(real.thing, name);
  // `format.format` and `collator.compare` belong to their thing wherever they are called.
  return typeof held === "function"
    ? nativeValue(name, (mm, _, args) => ask(mm, object, key, args))
    : asValue(m, held);
}

function refuseOther(m: Machine, self: Value, by: NativeValue, name: string): void {
  if (isPrimitive(self)) refuseSelf(m, self, `${by.name}.prototype.${name}`);
}

/** What a class of the host has of its own, and not only as all objects have it. */
function descriptorOf(prototype: object, key: PropertyKey): PropertyDescriptor | undefined {
  for (let at = prototype; at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ask(m: Machine, object: ObjectValue, key: PropertyKey, args: readonly Value[]): Value {
  const unknown = unknownValue(`What ${String(key)} does is not followed`);
  const { changing, unfollowed } = classOf(object) ?? {};
  if (unfollowed?.has(key)) return callValue(m, unknown, object, args);
  const real = realOf(m, object);
  const row = given(m, args);
  if ("reason" in real || "reason" in row) {
    const why = "reason" in real ? real : (row as UnknownValue);
    if (changing?.has(key) || (key === "decode" && args.length > 1)) lose(m, object, why);
    return why;
  }
  if (streams(key, row.plain)) {
    lose(m, object, unknown);
    return unknown;
  }
  const method = Reflect.get(real.thing, key) as (...given: unknown[]) => unknown;
  const result = attempt(m, () => method.apply(real.thing, row.plain));
  if (changing?.has(key)) keep(m, object, real.thing);
  return asValue(m, result);
}

/** Whether a decoder keeps the beginning of a letter for what it is given next: `decode(bytes, { stream: true })`. */
function streams(key: PropertyKey, [, options]: readonly unknown[]): boolean {
  return key === "decode" && Boolean((options as { readonly stream?: unknown } | undefined)?.stream);
}

/** `url.pathname = "/x"`; false where such a thing has no setter of that name. */
export function setPure(m: Machine, object: ObjectValue, name: string, value: Value): boolean {
  const pure = classOf(object);
  if (pure === undefined || descriptorOf(pure.real.prototype as object, name)?.set === undefined)
    return false;
  const real = realOf(m, object);
  const part = givenOne(m, value);
  if ("reason" in real) lose(m, object, real);
  else if ("reason" in part) lose(m, object, part);
  else {
    attempt(m, () => Reflect.set(real.thing, name, part.plain));
    keep(m, object, real.thing);
  }
  return true;
}

/** Saves the state of a real thing that has changed. */
function keep(m: Machine, object: ObjectValue, real: object): void {
  const whole = object.properties.get(wholeKey);
  if (whole?.kind === "object") {
    const url = realOf(m, whole);
    if ("reason" in url) return;
    Reflect.set(url.thing, "search", String(real));
    keep(m, whole, url.thing);
    return;
  }
  const save = classOf(object)?.save;
  if (save !== undefined) setUnlisted(m, object, stateKey, stateOf(m, save(real)));
}

function lose(m: Machine, object: ObjectValue, why: UnknownValue): void {
  const whole = object.properties.get(wholeKey);
  setUnlisted(m, whole?.kind === "object" ? whole : object, stateKey, why);
}

/** `url.searchParams`: the same each time, and what changes it changes the address. */
function searchOf(m: Machine, url: ObjectValue): Value {
  const before = url.properties.get(partsKey);
  if (before !== undefined) return before;
  const by = [...classes.keys()].find(({ name }) => name === "URLSearchParams");
  if (by === undefined) return notKnown;
  const parts = newObject(m, new Map(), null, null, { by, pattern: null });
  setUnlisted(m, parts, wholeKey, url);
  setUnlisted(m, url, partsKey, parts);
  return parts;
}

function visitEach(m: Machine, self: Value, visit: Value, about: Value): Value {
  const real = self.kind === "object" && isPure(self) ? realOf(m, self) : notKnown;
  if ("reason" in real) {
    m.intrinsics.givenToUnknown(m, real, [visit]);
    return undefinedValue;
  }
  for (const [name, text] of real.thing as Iterable<readonly [string, string]>)
    callValue(m, visit, about, [fromPlain(m, text), fromPlain(m, name), self]);
  return undefinedValue;
}

/** What the host gives as a value of ours: bytes and iterators, too. */
function asValue(m: Machine, held: unknown): Value {
  if (ArrayBuffer.isView(held)) {
    const cls = m.intrinsics.global(held.constructor.name) ?? undefinedValue;
    return construct(m, cls, [fromPlain(m, Array.from(held as Uint8Array))]);
  }
  const isGoing = typeof held === "object" && held !== null && "next" in held && Symbol.iterator in held;
  if (!isGoing) return fromPlain(m, held);
  const rest = Array.from(held as Iterable<unknown>, (part) => fromPlain(m, part));
  return rowIterator(m, newRow(rest), filled);
}
