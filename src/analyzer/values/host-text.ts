import { printText } from "./print.ts";
import type { Value } from "./value.ts";

/** A value as the host's errors name it. */
export function hostText(value: Value): string {
  switch (value.kind) {
    case "object":
      if (value.hostMade?.pattern) return "[object RegExp]";
      return `#<${value.class?.name || "Object"}>`;
    case "array":
      return "[object Array]";
    case "tensor":
      return "#<Tensor>";
    case "map":
      return "#<Map>";
    case "set":
      return "#<Set>";
    case "namespace":
      return "#<Object>";
    case "iterator":
      return "#<Iterator>";
    case "function":
    case "native":
    case "class":
      return "function";
    case "unknown":
      return value.type === undefined ? "It" : `a ${value.type}`;
    case "undecided":
      return "a boolean";
    case "either":
      return "something that depends on a condition";
    default:
      return printText(value);
  }
}
