import { plainNumber } from "./arithmetic.ts";
import type { Value } from "./value.ts";

/** A text that only equal plain values have. Undefined for a formula, and for what is not plain. */
export function plainKey(value: Value): string | undefined {
  switch (value.kind) {
    case "number": {
      const plain = plainNumber(value);
      return plain === undefined ? undefined : Object.is(plain, -0) ? "-0" : String(plain);
    }
    case "string":
      return JSON.stringify(value.text);
    case "boolean":
      return String(value.value);
    case "undefined":
    case "null":
      return value.kind;
    default:
      return undefined;
  }
}
