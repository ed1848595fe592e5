import { printThing, type Thing } from "../../base/index.ts";
import { type Attrs, type AttrValue, type UnknownDim, unknownDim } from "../../ir/index.ts";
import { perhapsFails } from "../run/arms/perhaps-fails.ts";
import { isCertain, type Machine } from "../run/machine.ts";
import { isCaught } from "../run/refuse.ts";
import { toDim } from "../values/arithmetic.ts";
import { rowOf } from "../values/join.ts";
import { plainNumbersOf } from "../values/plain-numbers.ts";
import { thingOf } from "../values/prototype.ts";
import type { Value } from "../values/value.ts";

/** An abstract object as an op's attributes: plain data. What is not known is an unknown dim. */
export function toAttrs(m: Machine, value: Value): Attrs {
  if (value.kind !== "object") return {};
  // A layer has its attributes checked right before they are applied.
  const { lastAttrs, journal } = m;
  if (lastAttrs?.of === value && lastAttrs.clock === journal.clock) return lastAttrs.attrs;
  const attrs: Record<string, AttrValue> = {};
  for (const [name, part] of value.properties) attrs[name] = toAttr(m, part);
  m.lastAttrs = { of: value, clock: journal.clock, attrs };
  return attrs;
}

function toAttr(m: Machine, value: Value): AttrValue {
  switch (value.kind) {
    case "number":
      return Number.isNaN(value.dim) ? misplaced(m, value) : toDim(value);
    case "string":
      return value.text;
    case "boolean":
      return value.value;
    case "null":
      return null;
    case "array":
      if (value.typed !== undefined) return misplaced(m, value);
      if (value.doubt !== null) return unknownDim(value.doubt.why.reason);
      // Each part of a split has the sizes of all.
      m.steps += value.elements.length >> 4;
      return plainNumbersOf(value) ?? value.elements.map((element) => toAttr(m, element));
    case "either": {
      const row = rowOf(value);
      return row === undefined || row.doubt !== null
        ? unknownDim("It depends on a condition")
        : row.elements.map((element) => toAttr(m, element));
    }
    case "unknown":
      if (value.isSource) return misplaced(m, value);
      perhapsFails(m, value);
      return toDim(value);
    case "undecided":
      return unknownDim(value.reason);
    default:
      return misplaced(m, value);
  }
}

/** A value that cannot be an attribute. If this code certainly runs, or an author catches it, the rules refuse it as under Node. */
function misplaced(m: Machine, value: Value): AttrValue {
  const instead: Thing = value.kind === "number" ? { kind: "NaN" } : thingOf(value);
  const unknown = unknownDim(`It is ${printThing(instead)}`) as UnknownDim;
  return isCertain(m) || isCaught(m) ? { ...unknown, instead } : unknown;
}
