import type { Machine } from "../run/machine.ts";
import { isInstance } from "../run/members/instance-of.ts";
import { getMember } from "../run/members/members.ts";
import { hostClassOf } from "../values/host-class.ts";
import { wellKnownKey } from "../values/keys.ts";
import { stringValue, unknownValue, untyped } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { errorClasses } from "./errors.ts";

/** What `Object.prototype.toString` says of a value: `[object Array]`. */
export function taggedText(m: Machine, value: Value): Value {
  if (value.kind === "unknown") return { ...untyped(value), type: "string" };
  if (value.kind === "null") return tagged("Null");
  if (value.kind === "undefined") return tagged("Undefined");
  if (value.kind === "array" && value.isArguments) return tagged("Arguments");
  const name = hostClassOf(value);
  const isTagged = "extras" in value && value.extras !== undefined;
  if (isTagged || (value.kind === "namespace" && value.isHost)) {
    const tag = getMember(m, value, tagKey);
    if (tag.kind === "unknown") return { ...untyped(tag), type: "string" };
    if (tag.kind === "string") return tagged(tag.text);
  }
  if (name !== undefined) return tagged(name);
  return value.kind === "object" ? textOfObject(m, value) : unknownValue("Its text is not followed");
}

const tagKey = wellKnownKey("toStringTag");

/** `[object Object]`, or as the object's tag says. */
export function textOfObject(m: Machine, object: Value): Value {
  const tag = getMember(m, object, tagKey);
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
