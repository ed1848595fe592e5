import { printDim } from "../../ir/index.ts";
import { stringValue, unknownValue } from "./make.ts";
import type { StringValue, UnknownValue, Value } from "./value.ts";

/** The text that a value becomes inside another; unknown where a part of it is. */
export function textValue(value: Value): StringValue | UnknownValue {
  const unknown = unknownPart(value);
  return unknown === undefined ? stringValue(printText(value)) : { ...unknown, type: "string" };
}

function unknownPart(value: Value): UnknownValue | undefined {
  switch (value.kind) {
    case "unknown":
      return value;
    case "undecided":
      return unknownValue(value.reason, value.because);
    case "either":
      return unknownValue("The text depends on a condition");
    case "array":
      return value.doubt?.why ?? value.elements.map(unknownPart).find((part) => part !== undefined);
    default:
      return undefined;
  }
}

/** The text that a value becomes inside another, as `String(value)` would have it; formulas as people write them. */
export function printText(value: Value): string {
  switch (value.kind) {
    case "number":
      return value.over === null ? printDim(value.dim) : `(${printDim(value.dim)})/${printDim(value.over)}`;
    case "string":
      return value.text;
    case "boolean":
      return String(value.value);
    case "undefined":
    case "null":
      return value.kind;
    case "array":
      return value.elements.map(printElement).join(",");
    case "function":
      return value.code.name;
    case "class":
      return value.name;
    case "tensor":
    case "object":
      return "[object Object]";
    default:
      return "?";
  }
}

function printElement(value: Value): string {
  return value.kind === "undefined" || value.kind === "null" ? "" : printText(value);
}
