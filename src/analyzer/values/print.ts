import { printDim } from "../../ir/index.ts";
import type { Value } from "./value.ts";

/** The text that a value becomes inside another, as `String(value)` would have it; formulas as people write them. */
export function printText(value: Value): string {
  return textOf(value, []);
}

/** A list within itself has no text. */
function textOf(value: Value, around: readonly Value[]): string {
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
      return around.includes(value)
        ? ""
        : value.elements.map((element) => elementText(element, [...around, value])).join(",");
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

function elementText(element: Value, around: readonly Value[]): string {
  return element.kind === "undefined" || element.kind === "null" ? "" : textOf(element, around);
}
