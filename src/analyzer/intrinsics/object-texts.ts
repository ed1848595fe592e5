import { isInstance } from "../run/instance-of.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members.ts";
import { wellKnownKey } from "../values/keys.ts";
import { stringValue, unknownValue, untyped } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { errorClasses } from "./errors.ts";

/** What `Object.prototype.toString` says of a value: `[object Array]`. */
export function taggedText(m: Machine, value: Value): Value {
  if (value.kind === "unknown") return { ...untyped(value), type: "string" };
  if (value.kind === "array") return tagged(value.isArguments ? "Arguments" : (value.typed ?? "Array"));
  const isWeak = (value.kind === "map" || value.kind === "set") && value.isWeak === true;
  const name = isWeak ? `Weak${names[value.kind]}` : names[value.kind];
  if (name !== undefined) return tagged(name);
  return value.kind === "object" ? textOfObject(m, value) : unknownValue("Its text is not followed");
}

const names: Readonly<Partial<Record<Value["kind"], string>>> = {
  map: "Map",
  set: "Set",
  null: "Null",
  undefined: "Undefined",
  function: "Function",
  native: "Function",
  class: "Function",
  number: "Number",
  string: "String",
  boolean: "Boolean",
  undecided: "Boolean",
  symbol: "Symbol",
  bigint: "BigInt",
};

/** `[object Object]`, or as the object's tag says. */
export function textOfObject(m: Machine, object: Value): Value {
  const tag = getMember(m, object, wellKnownKey("toStringTag"));
  if (tag.kind === "unknown") return { ...untyped(tag), type: "string" };
  if (tag.kind === "string") return tagged(tag.text);
  if (object.kind === "object" && object.hostMade?.pattern) return tagged("RegExp");
  if (object.kind === "object" && object.hostMade?.promise) return tagged("Promise");
  if (object.kind === "object" && object.hostMade?.by.name === "Date") return tagged("Date");
  const error = errorClasses.get("Error");
  const isError = error !== undefined && isInstance(m, object, error);
  return tagged(isError !== false && isError.kind === "boolean" && isError.value ? "Error" : "Object");
}

function tagged(name: string): Value {
  return stringValue(`[object ${name}]`);
}
