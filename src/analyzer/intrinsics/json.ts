import { forkMaybe, forkOver } from "../run/arms/fork.ts";
import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { tick } from "../run/budget.ts";
import { callValue, isCallable } from "../run/call.ts";
import { isPrintedAsSource } from "../run/convert.ts";
import type { Machine } from "../run/machine.ts";
import { isRedefined } from "../run/members/extras.ts";
import { getMember } from "../run/members/members.ts";
import { ownEntries } from "../run/members/own-entries.ts";
import { nativeValue } from "../run/native-value.ts";
import { throwError } from "../run/throw-error.ts";
import { mayBe } from "../values/among.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { deleteProperty, isTrueArray, newObject, setProperty } from "../values/containers.ts";
import { isNullish } from "../values/equality.ts";
import { touch } from "../values/journal.ts";
import { openOf, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { EitherValue, UnknownValue, Value } from "../values/value.ts";
import { attempt, fromPlain, type Plain, toPlain } from "./bridge.ts";
import { asText } from "./texts.ts";

/** `JSON` */
export const jsonFunctions: Readonly<Record<string, Value>> = {
  parse: nativeValue("parse", (m, _, args) => parse(m, args)),
  stringify: nativeValue("stringify", (m, _, args) => stringify(m, args)),
};

function parse(m: Machine, [source = undefinedValue, reviver]: readonly Value[]): Value {
  if (isPrintedAsSource(m, source)) throwError(m, "SyntaxError", "The source of a function is not JSON");
  const text = asText(m, source);
  const isRevived = reviver !== undefined && isCallable(reviver);
  if (text.kind === "unknown") {
    perhapsFails(m, text);
    return isRevived ? perhapsRevived(m, text, reviver) : openOf(text);
  }
  const value = fromPlain(
    m,
    attempt(m, () => JSON.parse(text.text) as unknown),
  );
  if (!isRevived) return value;
  return revived(m, newObject(m, new Map([["", value]])), "", value, reviver);
}

/** What is parsed is not known: the author's function may be called any number of times, and gives the whole. */
function perhapsRevived(m: Machine, text: UnknownValue, reviver: Value): Value {
  const part = openOf(text);
  const key: Value = { ...part, type: "string" };
  return mayBe(part, [forkMaybe(m, text, () => callValue(m, reviver, part, [key, part]))]);
}

/** A part as the author's function gives it back, parts of it first. */
function revived(m: Machine, holder: Value, key: string, value: Value, reviver: Value): Value {
  tick(m);
  for (const [name, part] of (ownEntries(m, value)?.entries ?? []).slice()) {
    if (value.kind === "string") break;
    const after = revived(m, value, name, part, reviver);
    if (value.kind === "array") {
      touch(m.journal, value);
      value.elements[Number(name)] = after;
    } else if (value.kind === "object") {
      if (after.kind === "undefined") deleteProperty(m, value, name);
      else setProperty(m, value, name, after);
    }
  }
  return callValue(m, reviver, holder, [stringValue(key), value]);
}

function stringify(m: Machine, [value = undefinedValue, replacer, space]: readonly Value[]): Value {
  const [keys, indent] = [toPlain(m, replacer ?? undefinedValue), toPlain(m, space ?? undefinedValue)];
  const isCalling = replacer !== undefined && replacer.kind !== "unknown" && isCallable(replacer);
  if ("reason" in indent) return { ...indent, type: "string" };
  if (!isCalling && "reason" in keys) return { ...keys, type: "string" };
  const walk: Walk = { m, replacer: isCalling ? replacer : null, around: [] };
  const plain = toJson(walk, newObject(m, new Map([["", value]])), "", value);
  if ("reason" in plain) return { ...plain, type: "string" };
  const listed = "plain" in keys && Array.isArray(keys.plain) ? (keys.plain as string[]) : null;
  return fromPlain(
    m,
    attempt(m, () => JSON.stringify(plain.plain, listed, indent.plain as string)),
  );
}

/** One of several: only what their authors have done then is followed. */
function eitherJson(walk: Walk, holder: Value, key: string, { options }: EitherValue): Plain {
  forkOver(walk.m, options, (option) => {
    toJson(walk, holder, key, option);
    return undefinedValue;
  });
  return unknownValue("It depends on a condition", options[0]?.because);
}

interface Walk {
  readonly m: Machine;
  readonly replacer: Value | null;
  /** The objects around the one that is made into text. */
  readonly around: Value[];
}

/** What JSON writes of a value, as a plain one. */
function toJson(walk: Walk, holder: Value, key: string, given: Value): Plain {
  const { m, replacer } = walk;
  tick(m);
  let value = given;
  const isAsked = value.kind === "object" || isRedefined(m, value, "toJSON");
  if (isAsked && !isNullish(value)) {
    const own = getMember(m, value, "toJSON");
    if (own.kind === "function" || own.kind === "native")
      value = callValue(m, own, value, [stringValue(key)]);
  }
  if (value.kind === "either") return eitherJson(walk, holder, key, value);
  if (replacer !== null) {
    value = callValue(m, replacer, holder, [stringValue(key), value]);
    if (value.kind === "unknown" || value.kind === "either") perhapsReplaced(m, replacer, value);
  }
  switch (value.kind) {
    case "number":
      // JSON has no word for NaN and the infinities: they become null.
      return plainNumber(value) === undefined ? toPlain(m, value) : { plain: plainNumber(value) };
    case "bigint":
      return throwError(m, "TypeError", "Do not know how to serialize a BigInt");
    case "function":
    case "native":
    case "class":
    case "symbol":
      return { plain: undefined };
    case "map":
    case "set":
      return value.extras === undefined ? { plain: {} } : partsOf(walk, value.extras);
    case "array":
    case "object":
      return partsOf(walk, value);
    case "tensor":
    case "namespace":
      return unknownValue("Its text in JSON is not followed");
    default:
      return toPlain(m, value);
  }
}

/** The parts of what is not known may be given to the author's function, too. */
function perhapsReplaced(m: Machine, replacer: Value, value: Value): void {
  const part = value.kind === "unknown" ? openOf(value) : unknownValue("It depends on a condition");
  forkMaybe(m, part, () => callValue(m, replacer, value, [{ ...part, type: "string" }, part]));
}

function partsOf(walk: Walk, value: Extract<Value, { kind: "array" | "object" }>): Plain {
  const { m, around } = walk;
  if (value.kind === "object" && value.module !== null) return { plain: undefined };
  if (around.includes(value)) throwError(m, "TypeError", "Converting circular structure to JSON");
  const own = ownEntries(m, value);
  if (own === undefined || own.doubt !== null) return own?.doubt?.why ?? unknownEntries;
  around.push(value);
  const parts: [string, unknown][] = [];
  const isRow = isTrueArray(value);
  const entries = isRow
    ? value.elements.map((element, index) => [String(index), element] as const)
    : own.entries;
  let open: UnknownValue | undefined;
  for (const [name, part] of entries) {
    const plain = toJson(walk, value, name, part);
    if ("reason" in plain) open ??= plain;
    else parts.push([name, plain.plain]);
  }
  around.pop();
  if (open !== undefined) return open;
  return { plain: isRow ? parts.map(([, part]) => part) : Object.fromEntries(parts) };
}

const unknownEntries: UnknownValue = unknownValue("Its properties are not known");
