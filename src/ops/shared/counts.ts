import { type Dim, type Shape, unknownDim } from "../../ir/index.ts";
import type { Init, ParamSpec } from "../op.ts";
import type { Flag } from "./attributes.ts";

export function learned(shape: Shape, init: Init): ParamSpec {
  return { shape, learned: true, init };
}

export function buffer(shape: Shape, value: number): ParamSpec {
  return { shape, learned: false, init: { kind: "constant", value } };
}

/** A parameter that a flag turns on; if the flag is unknown, a parameter of unknown size. */
export function optional(present: Flag, name: string, shape: Shape, init: Init): Record<string, ParamSpec> {
  if (present === false) return {};
  if (present === true) return { [name]: learned(shape, init) };
  return { [name]: { ...learned([unknownDim(present.reason)], init), isDoubtful: true } };
}

/** The count where the flag is on, 0 where it is off. */
export function countIf(present: Flag, count: Dim): Dim {
  if (present === false) return 0;
  return present === true ? count : present;
}
