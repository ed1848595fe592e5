import { sameShape } from "../../ir/index.ts";
import { sameValue } from "../values/same.ts";
import type { Value } from "../values/value.ts";
import { type FactSite, limits, type Machine } from "./machine.ts";

/** Keeps what a part of the syntax was worth, distinct values only. */
export function observe(m: Machine, site: FactSite, value: Value): void {
  const { observed } = m;
  if (observed !== null && (site.range.start < observed.start || site.range.end > observed.end)) return;
  const observation = m.observations.get(site);
  if (observation === undefined) {
    m.observations.set(site, { site, values: [value], visits: 1 });
    return;
  }
  observation.visits += 1;
  const { values } = observation;
  if (values.length < limits.values && !values.some((other) => looksSame(other, value))) values.push(value);
}

function looksSame(left: Value, right: Value): boolean {
  if (left === right || sameValue(left, right)) return true;
  if (left.kind === "unknown") return right.kind === "unknown" && left.reason === right.reason;
  return left.kind === "tensor" && right.kind === "tensor" && sameShape(left.shape, right.shape);
}
