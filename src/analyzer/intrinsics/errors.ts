import { callValue } from "../run/call.ts";
import { toText } from "../run/convert.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import type { Machine } from "../run/machine.ts";
import { hasMember } from "../run/members/has-member.ts";
import { getMember } from "../run/members/members.ts";
import { nativeValue } from "../run/native-value.ts";
import type { ErrorName } from "../run/stops.ts";
import { newArray, newObject, setUnlisted } from "../values/containers.ts";
import { stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import type { NativeValue, ObjectValue, Value } from "../values/value.ts";

const errorClass = newErrorClass("Error");

const narrowerNames = [
  "TypeError",
  "RangeError",
  "SyntaxError",
  "URIError",
  "ReferenceError",
  "EvalError",
] as const;

/** `new AggregateError(errors, message)` */
const aggregateErrorClass = newErrorClass("AggregateError", errorClass, (m, cls, [errors, ...args]) => {
  const error = made(m, cls, args);
  const list = iterate(m, errors ?? undefinedValue);
  const held = isUnknownRow(list) ? list : newArray(m, [...list.elements], list.doubt);
  setUnlisted(m, error, "errors", held);
  return error;
});

/** `Error` and the host's errors that descend from it, by name. */
export const errorClasses: ReadonlyMap<string, NativeValue> = new Map([
  ["Error", errorClass] as const,
  ...narrowerNames.map((name) => [name, newErrorClass(name, errorClass)] as const),
  ["AggregateError", aggregateErrorClass],
]);

/** The library's own error, which its ops throw. */
export const modelErrorClass = newErrorClass("ModelError", errorClass);

/** Whether its instances are errors. */
export function isErrorClass(cls: NativeValue): boolean {
  return cls === errorClass || cls.parent === errorClass;
}

/** An error that a function of the host, or the library, throws. */
export function newError(m: Machine, name: ErrorName | "ModelError", message: string): Value {
  const cls = name === "ModelError" ? modelErrorClass : errorClasses.get(name);
  return made(m, cls ?? errorClass, [stringValue(message)]);
}

export function newAggregateError(m: Machine, errors: Value, message: string): Value {
  return callValue(m, aggregateErrorClass, undefinedValue, [errors, stringValue(message)]);
}

function newErrorClass(name: string, parent?: NativeValue, make = made): NativeValue {
  const members = { captureStackTrace: nativeValue("captureStackTrace", () => undefinedValue) };
  const cls: NativeValue = {
    ...nativeValue(name, (m, _, args) => make(m, cls, args), members),
    construct: (m, args) => make(m as Machine, cls, args),
    ...(parent === undefined ? {} : { parent }),
  };
  return cls;
}

/** An error's own properties are not enumerable, and without a message argument it has none. */
function made(
  m: Machine,
  by: NativeValue,
  [message = undefinedValue, options]: readonly Value[],
): ObjectValue {
  const error = newObject(m, new Map(), null, null, { by, pattern: null });
  if (message.kind !== "undefined") setUnlisted(m, error, "message", toText(m, message));
  if (options !== undefined && hasMember(m, options, "cause") === true)
    setUnlisted(m, error, "cause", getMember(m, options, "cause"));
  return error;
}

/** What errors inherit. */
export function errorMember(cls: NativeValue, name: string): Value | undefined {
  switch (name) {
    case "name":
      return stringValue(cls.name);
    case "message":
      return stringValue("");
    case "stack":
      return unknownValue("Where an error was thrown is known only when the file runs");
    case "toString":
      return nativeValue(name, (m, self) => errorText(m, self));
    case "constructor":
      return cls;
    default:
      return undefined;
  }
}

function errorText(m: Machine, error: Value): Value {
  const name = toText(m, getMember(m, error, "name"));
  const message = toText(m, getMember(m, error, "message"));
  if (name.kind === "unknown") return name;
  if (message.kind === "unknown") return message;
  return stringValue([name.text, message.text].filter((part) => part !== "").join(": "));
}
