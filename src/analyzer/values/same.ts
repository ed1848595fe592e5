import { equal } from "../../ir/index.ts";
import type { Value } from "./value.ts";

/** Whether both are the same value for sure, as `===` would have it; things by identity, formulas by meaning. */
export function sameValue(left: Value, right: Value): boolean {
  if (left === right) return left.kind !== "unknown" && left.kind !== "undecided";
  if (left.kind === "number") {
    if (right.kind !== "number") return false;
    const over =
      left.over === right.over || (left.over !== null && right.over !== null && equal(left.over, right.over));
    return over && equal(left.dim, right.dim);
  }
  if (left.kind === "string") return right.kind === "string" && left.text === right.text;
  if (left.kind === "boolean") return right.kind === "boolean" && left.value === right.value;
  if (left.kind === "symbol") return right.kind === "symbol" && left.key === right.key;
  if (left.kind === "bigint") return right.kind === "bigint" && left.value === right.value;
  if (left.kind === "tensor") return right.kind === "tensor" && left.made === right.made;
  // One namespace may have several names, but its members are always found by the same function.
  if (left.kind === "namespace") return right.kind === "namespace" && left.member === right.member;
  return left.kind === right.kind && (left.kind === "undefined" || left.kind === "null");
}

/** The identity of a value as a key of a `Map` or `Set`; undefined where it has none that is sure. */
export function keyOf(value: Value): unknown {
  switch (value.kind) {
    case "number":
      return typeof value.dim === "number" && value.over === null ? value.dim : undefined;
    case "string":
      return `"${value.text}`;
    case "boolean":
      return value.value;
    case "undefined":
    case "null":
      return value.kind;
    case "tensor":
      return value.made;
    case "symbol":
      return value.key;
    case "namespace":
      return value.member;
    case "bigint":
      return value.value;
    case "undecided":
    case "unknown":
    case "either":
      return undefined;
    default:
      return value;
  }
}
