import type { Shape } from "../../ir/index.ts";
import { rowOf } from "./join.ts";
import type {
  ArrayValue,
  EitherValue,
  MapValue,
  ObjectValue,
  SetValue,
  TensorValue,
  UnknownValue,
  Value,
} from "./value.ts";

/** The shapes of the tensors in a value, in order. */
export function shapesIn(value: Value): readonly Shape[] {
  return value.kind === "tensor" ? [value.shape] : tensorsIn(value).map(({ shape }) => shape);
}

/** All tensors in what a forward takes or returns: one, or some in arrays, records, maps and sets, in order. */
export function tensorsIn(value: Value, around: readonly Value[] = []): readonly TensorValue[] {
  if (value.kind === "tensor") return [value];
  const parts = partsOf(value);
  if (parts.length === 0 || around.includes(value)) return [];
  return parts.flatMap((part) => tensorsIn(part, [...around, value]));
}

/** What is unknown in what a forward returns: all of it, or some of its parts. */
export function unknownsIn(value: Value, around: readonly Value[] = []): readonly UnknownValue[] {
  if (value.kind === "unknown") return [value];
  if (around.includes(value)) return [];
  const inside = [...around, value];
  if (value.kind === "either") return unknownsInOptions(value, inside);
  const parts = partsOf(value).flatMap((part) => unknownsIn(part, inside));
  const doubt = isContainer(value) || isRecord(value) ? value.doubt : null;
  return doubt === null ? parts : [doubt.why, ...parts];
}

/** Which of several things it is depends on a condition: where one is a tensor, it is not known which tensor comes, if any. */
function unknownsInOptions({ options }: EitherValue, around: readonly Value[]): readonly UnknownValue[] {
  const unknowns = options.flatMap(({ value }) => unknownsIn(value, around));
  if (unknowns.length > 0 || !options.some(({ value }) => tensorsIn(value).length > 0)) return unknowns;
  const because = options.find((option) => option.because)?.because ?? null;
  return [{ kind: "unknown", reason: "What it is depends on a condition", because }];
}

function isContainer(value: Value): value is ArrayValue | MapValue | SetValue {
  return value.kind === "array" || value.kind === "map" || value.kind === "set";
}

function partsOf(value: Value): readonly Value[] {
  const row = rowOf(value);
  if (row !== undefined) return row.elements;
  if (value.kind === "map") return [...value.entries.values()].map(([, part]) => part);
  if (value.kind === "set") return [...value.entries.values()];
  return isRecord(value) ? [...value.properties.values()] : [];
}

function isRecord(value: Value): value is ObjectValue {
  return value.kind === "object" && value.module === null;
}
