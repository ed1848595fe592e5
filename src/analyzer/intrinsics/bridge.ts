import type { Machine } from "../run/machine.ts";
import { ownEntries } from "../run/members/own-entries.ts";
import { nativeValue } from "../run/native-value.ts";
import { noteUnfollowed } from "../run/refuse.ts";
import { throwError } from "../run/throw-error.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newArray, newObject } from "../values/containers.ts";
import { overOptions } from "../values/join.ts";
import { wellKnownKey } from "../values/keys.ts";
import {
  bigIntValue,
  booleanValue,
  nullValue,
  numberValue,
  openOf,
  originOf,
  stringValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import type { ObjectValue, UnknownValue, Value } from "../values/value.ts";

/*
 * The functions of the host that only compute: they are called for real on plain values, and what they give is made into
 * a value again. Nothing that an author wrote is run by it.
 */

/** A value of the host, or why there is none. */
export type Plain = { readonly plain: unknown } | UnknownValue;

/** The value that the host would hold; unknown where a part of it is. */
export function toPlain(m: Machine, value: Value): Plain {
  switch (value.kind) {
    case "undefined":
      return { plain: undefined };
    case "null":
      return { plain: null };
    case "boolean":
    case "bigint":
      return { plain: value.value };
    case "string":
      return { plain: value.text };
    case "symbol":
      return { plain: Symbol(value.description) };
    case "number": {
      const plain = plainNumber(value);
      return plain === undefined ? unknownValue("It depends on a symbol", value.origin) : { plain };
    }
    case "array":
      if (value.doubt !== null) return value.doubt.why;
      return plainRow(m, value.elements);
    case "object":
      return plainObject(m, value);
    case "unknown":
      return openOf(value);
    default:
      return unknownValue("It is no plain value");
  }
}

/** Some values as the host's, all or none. */
export function plainRow(m: Machine, values: readonly Value[]): { readonly plain: unknown[] } | UnknownValue {
  const plain: unknown[] = [];
  for (const value of values) {
    const part = toPlain(m, value);
    if ("reason" in part) return part;
    plain.push(part.plain);
  }
  return { plain };
}

function plainObject(m: Machine, object: ObjectValue): Plain {
  const { hostMade, proto } = object;
  const saysItself = ofTexts.some((key) => object.properties.has(key));
  if (saysItself || (proto !== undefined && proto !== null)) return unknownValue("It is no plain value");
  if (hostMade?.pattern) return plainPattern(object, hostMade.pattern);
  const own =
    object.class === null && hostMade === null && object.module === null ? ownEntries(m, object) : undefined;
  if (own === undefined || own.doubt !== null) return own?.doubt?.why ?? unknownValue("It is no plain value");
  const parts = plainRow(
    m,
    own.entries.map(([, part]) => part),
  );
  if ("reason" in parts) return parts;
  const plain: object = proto === null ? Object.create(null) : {};
  return {
    plain: Object.assign(
      plain,
      Object.fromEntries(own.entries.map(([key], index) => [key, parts.plain[index]])),
    ),
  };
}

/** The key under which an object says which text it is. */
const ofTexts = [wellKnownKey("toPrimitive"), wellKnownKey("toStringTag")];

/** The regular expression as far as it has searched. */
function plainPattern({ properties }: ObjectValue, pattern: RegExp): Plain {
  const last = properties.get("lastIndex");
  const lastIndex = last === undefined ? 0 : plainNumber(last);
  if (lastIndex === undefined) return unknownValue("Where the regular expression goes on is not known");
  const copy = new RegExp(pattern.source, pattern.flags);
  copy.lastIndex = lastIndex;
  return { plain: copy };
}

/** A value of the host as one of ours. */
export function fromPlain(m: Machine, plain: unknown): Value {
  switch (typeof plain) {
    case "string":
      return stringValue(plain);
    case "number":
      return numberValue(plain);
    case "boolean":
      return booleanValue(plain);
    case "bigint":
      return bigIntValue(plain);
    case "undefined":
      return undefinedValue;
    case "object":
      return fromObject(m, plain);
    default:
      return unknownValue("It is no plain value");
  }
}

function fromObject(m: Machine, plain: object | null): Value {
  if (plain === null) return nullValue;
  if (!Array.isArray(plain)) return newObject(m, namedParts(m, Object.entries(plain)));
  const elements = Array.from(plain, (part: unknown) => fromPlain(m, part));
  const row = newArray(m, elements);
  const others = Object.entries(plain).filter(([key]) => !/^\d+$/.test(key));
  return others.length === 0 ? row : { ...row, named: namedParts(m, others) };
}

function namedParts(m: Machine, entries: readonly (readonly [string, unknown])[]): Map<string, Value> {
  return new Map(entries.map(([key, part]) => [key, fromPlain(m, part)]));
}

/** What is certain about a pure function's result even if an argument is unknown. */
export type ResultType = "number" | "string" | "boolean" | null;

/** What a function of the host gives for these arguments. What it throws is thrown in the author's file. */
export function callPurely(
  m: Machine,
  fn: (...args: never[]) => unknown,
  args: readonly Value[],
  type: ResultType = null,
): Value {
  const at = args.findIndex(({ kind }) => kind === "either");
  if (at >= 0) {
    const either = args[at] ?? undefinedValue;
    return overOptions(either, (option) => callPurely(m, fn, args.with(at, option), type));
  }
  const plain = plainRow(m, args);
  if ("reason" in plain) return unknownOf(plain, type);
  return fromPlain(
    m,
    attempt(m, () => fn(...(plain.plain as never[]))),
  );
}

/** An unknown of which at least the type is known. */
export function unknownOf(unknown: UnknownValue, type: ResultType): Value {
  if (type === "boolean") return undecided(unknown.reason, unknown.because);
  return type === null ? unknown : { ...unknown, type };
}

/** Runs a function of the host; its error is one of the author's file. */
export function attempt<T>(m: Machine, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const known = errorNames.find((name) => error instanceof Error && error.name === name);
    if (known === undefined || !(error instanceof Error)) throw error;
    throwError(m, known, error.message);
  }
}

const errorNames = ["TypeError", "RangeError", "SyntaxError", "URIError"] as const;

/** A pure function of the host. Its result has the origin of its first argument. */
export function pureFunction(
  name: string,
  fn: (...args: never[]) => unknown,
  type: ResultType = null,
): Value {
  return nativeValue(name, (m, _, args) => {
    const result = callPurely(m, fn, args, type);
    const origin = args[0] === undefined ? null : originOf(args[0]);
    return result.kind === "number" ? { ...result, origin } : result;
  });
}

/** All functions and constants of a host object, treated as pure, with some exceptions. */
export function pureMembers(
  host: object,
  type: ResultType,
  others: Readonly<Record<string, Value>> = {},
): Readonly<Record<string, Value>> {
  const members = Object.getOwnPropertyNames(host).flatMap((name): [string, Value][] => {
    const member: unknown = (host as Readonly<Record<string, unknown>>)[name];
    if (typeof member === "function")
      return [[name, pureFunction(name, member.bind(host) as (...args: never[]) => unknown, type)]];
    return typeof member === "number" ? [[name, numberValue(member)]] : [];
  });
  return { ...Object.fromEntries(members), ...others };
}

/** A function that the host has and the analysis does not follow. */
export function unfollowedFunction(name: string): Value {
  return nativeValue(name, (m) => noteUnfollowed(m, name));
}

/** Every member of a host object as one that is not followed; those that are followed take precedence. */
export function otherMembers(host: object, of: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.getOwnPropertyNames(host).flatMap((name) => {
      const member = name === "prototype" ? undefined : otherMember(host, of, name);
      return member === undefined || ["name", "length"].includes(name) ? [] : [[name, member]];
    }),
  );
}

/** The value of a host object's member that is not followed; undefined if there is no such member. */
export function otherMember(host: object, of: string, name: string): Value | undefined {
  if (!(name in host)) return undefined;
  const isMethod = name !== "constructor" && typeof descriptorOf(host, name)?.value === "function";
  return isMethod ? unfollowedFunction(`${of}.${name}`) : unknownValue(`${of}.${name} is not followed`);
}

/** The descriptor of a property, own or inherited; the host's getters are not called. */
function descriptorOf(host: object, name: string): PropertyDescriptor | undefined {
  for (let at: object | null = host; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
