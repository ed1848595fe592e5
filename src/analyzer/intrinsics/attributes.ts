import { type Attrs, type AttrValue, unknownDim } from "../../ir/index.ts";
import { toDim } from "../values/arithmetic.ts";
import { rowOf } from "../values/join.ts";
import type { Value } from "../values/value.ts";

/** An abstract object as an op's attributes: plain data. What is not known is an unknown dim. */
export function toAttrs(value: Value): Attrs {
  if (value.kind !== "object") return {};
  return Object.fromEntries([...value.properties].map(([name, part]) => [name, toAttr(part)]));
}

function toAttr(value: Value): AttrValue {
  switch (value.kind) {
    case "number":
      return toDim(value);
    case "string":
      return value.text;
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "array":
      return value.doubt === null ? value.elements.map(toAttr) : unknownDim(value.doubt.why.reason);
    case "either": {
      const row = rowOf(value);
      return row === undefined || row.doubt !== null
        ? unknownDim("It depends on a condition")
        : row.elements.map(toAttr);
    }
    case "unknown":
    case "undecided":
      return unknownDim(value.reason);
    default:
      return unknownDim(`It is ${value.kind}`);
  }
}
