import { toNumeric, toPrimitive } from "../run/convert.ts";
import { isPrimitive } from "../run/host-refusals.ts";
import type { Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { refuseSelf } from "../run/wrong-self.ts";
import { plainNumber } from "../values/arithmetic.ts";
import { newObject, setUnlisted } from "../values/containers.ts";
import { privateKey, wellKnownKey } from "../values/keys.ts";
import { numberValue, undefinedValue, unknownValue } from "../values/make.ts";
import { unknownBelow } from "../values/number-ranges.ts";
import type { NativeValue, ObjectValue, UnknownValue, Value } from "../values/value.ts";
import { attempt, fromPlain, pureFunction, toPlain } from "./bridge.ts";

/*
 * Dates. Which time it is, and in which zone, is known only when the file runs; that a date is none (`new Date(NaN)`) is
 * known before.
 */

/** Where a date keeps its time: a property that no listing shows. */
const timeKey = privateKey("time");

const notNow = unknownValue("What time it is is known only when the file runs");
const notHere = unknownValue("The time zone is known only when the file runs");

/** `Date` */
export const dateClass: NativeValue = {
  ...nativeValue("Date", () => ({ ...notNow, type: "string" }), {
    now: nativeValue("now", () => unknownBelow(notNow, Number.POSITIVE_INFINITY, true)),
    UTC: pureFunction("UTC", Date.UTC, "number"),
    parse: nativeValue("parse", (m, _, [text = undefinedValue]) => timeOf(m, toPrimitive(m, text, "string"))),
  }),
  construct: (m, args) => {
    const made = newObject(m as Machine, new Map(), null, null, { by: dateClass, pattern: null });
    setUnlisted(m as Machine, made, timeKey, firstTime(m as Machine, args));
    return made;
  },
};

function firstTime(m: Machine, args: readonly Value[]): Value {
  const [only] = args;
  if (only === undefined) return { ...notNow, type: "number" };
  if (args.length > 1) {
    const isNone = args.some((part) => Number.isNaN(plainNumber(numeric(m, part))));
    return isNone ? numberValue(Number.NaN) : { ...notHere, type: "number" };
  }
  const own = only.kind === "object" ? only.properties.get(timeKey) : undefined;
  return own ?? timeOf(m, toPrimitive(m, only, "default"));
}

function numeric(m: Machine, value: Value): Value {
  const number = toNumeric(m, value);
  return number.kind === "bigint" ? unknownValue("A BigInt is no time") : number;
}

/** A text or number as a time. */
function timeOf(m: Machine, value: Value): Value {
  if (value.kind === "string") {
    const time = Date.parse(value.text);
    const isAnywhere =
      Number.isNaN(time) || /^\d{4}(?:-\d\d){0,2}$|(?:Z|GMT|[+-]\d\d:?\d\d)$/.test(value.text);
    return isAnywhere ? numberValue(time) : { ...notHere, type: "number" };
  }
  const number = numeric(m, value);
  const plain = plainNumber(number);
  if (plain !== undefined) return numberValue(new Date(plain).getTime());
  return number.kind === "unknown"
    ? { ...number, type: "number" }
    : unknownValue("The time depends on a symbol");
}

/** What a date has. */
export function dateMember(date: ObjectValue, name: string): Value | undefined {
  if (name === wellKnownKey("toPrimitive"))
    return nativeValue(name, (m, self, [hint = undefinedValue]) =>
      call(m, self, hint.kind === "string" && hint.text === "number" ? "getTime" : "toString", []),
    );
  if (name === "constructor") return date.class ?? dateClass;
  return methods.has(name) ? nativeValue(name, (m, self, args) => call(m, self, name, args)) : undefined;
}

const methods: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Date.prototype));

/** Methods that neither ask for the zone nor for the language. */
const everywhere = /UTC|^(?:getTime|setTime|valueOf|toISOString|toJSON|toGMTString)$/;

function call(m: Machine, self: Value, name: string, args: readonly Value[]): Value {
  if (isPrimitive(self)) refuseSelf(m, self, `Date.prototype.${name}`);
  const time = self.kind === "object" ? self.properties.get(timeKey) : undefined;
  if (self.kind !== "object" || time === undefined) return unknownValue("It is no date that is known");
  const plain = plainNumber(time);
  const row = args.map((arg) => toPlain(m, arg));
  const open = row.find((part): part is UnknownValue => "reason" in part);
  const isSetter = name.startsWith("set");
  const isKnown = everywhere.test(name) || (Number.isNaN(plain) && !isSetter);
  if (plain === undefined || open !== undefined || !isKnown) {
    const why = open ?? (time.kind === "unknown" ? time : notHere);
    if (isSetter) setUnlisted(m, self, timeKey, { ...why, type: "number" });
    const type = isSetter || name === "valueOf" || name.startsWith("get") ? "number" : "string";
    return { ...why, type };
  }
  const date = new Date(plain);
  const method = Reflect.get(date, name) as (...given: unknown[]) => unknown;
  const given = row.flatMap((part) => ("plain" in part ? [part.plain] : []));
  const result = fromPlain(
    m,
    attempt(m, () => method.apply(date, given)),
  );
  if (isSetter) setUnlisted(m, self, timeKey, numberValue(date.getTime()));
  return result;
}
