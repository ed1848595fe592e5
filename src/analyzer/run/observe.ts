import { sameShape } from "../../ir/index.ts";
import { sameValue } from "../values/same.ts";
import type { Value } from "../values/value.ts";
import { limits } from "./limits.ts";
import type { Machine } from "./machine.ts";
import type { FactSite, Observation } from "./records.ts";

/** Keeps the values that a part of the syntax had, distinct ones only. */
export function observe(m: Machine, site: FactSite, value: Value): void {
  m.steps += 1;
  const { observed } = m;
  if (observed !== null && (site.range.start < observed.start || site.range.end > observed.end)) return;
  const observation = m.observations.get(site);
  if (observation === undefined) {
    m.observations.set(site, { site, values: [value], tensors: [], visits: 1 });
    return;
  }
  observeInto(observation, value);
}

/** Adds one more value to those that were seen. */
export function observeInto(observation: Observation, value: Value): void {
  observation.visits += 1;
  const { values, tensors } = observation;
  const isFull = values.length >= limits.values && tensors.length >= limits.tensors;
  if (isFull || (values.length >= limits.values && value.kind !== "tensor")) return;
  const known = values.find((other) => looksSame(other, value));
  if (known === undefined) {
    if (values.length < limits.values) values.push(value);
  } else if (value.kind === "tensor" && known !== value && tensors.length < limits.tensors) {
    tensors.push(value);
  }
}

function looksSame(left: Value, right: Value): boolean {
  if (left === right || sameValue(left, right)) return true;
  if (left.kind === "unknown") return right.kind === "unknown" && left.reason === right.reason;
  return left.kind === "tensor" && right.kind === "tensor" && sameShape(left.shape, right.shape);
}
