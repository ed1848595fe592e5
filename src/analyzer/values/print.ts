import { printDim } from "../../ir/index.ts";
import type { Value } from "./value.ts";

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
    case "bigint":
      return String(value.value);
    case "symbol":
      return `Symbol(${value.description})`;
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
