import { type Attrs, type Dim, isUnknown, known as numberOf, type Start } from "../ir/index.ts";
import type { AnyOp } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { isDrawnStart, type Origin, openStart } from "./starting-values.ts";

/** Weights that are written down, such as a filter that blurs, have fewer numbers; tables of more belong in a file of weights. */
const mostNumbers = 65_536;

/** The longest chain of calculations that is followed: tables of relative positions take about twenty. */
const mostSteps = 64;

/** Numbers calculated from something unknown. */
const open = openStart("what the numbers are calculated of is not known");

/**
 * What a parameter starts from that was calculated of written and constant numbers alone; null for anything else. Where one of
 * them is not known, what comes out is not known either.
 */
export function calculatedStart<T>(
  made: T,
  originOf: (made: T) => Origin<T>,
  findOp: (kind: string) => AnyOp,
): Start | null {
  // What several calculations use is calculated once.
  const known = new Map<T, ReferenceTensor | "open" | null>();
  const calculated = calculate(made, mostSteps);
  if (calculated === "open") return open;
  return calculated && { data: "numbers", numbers: [...calculated.data] };

  function calculate(from: T, steps: number): ReferenceTensor | "open" | null {
    const earlier = known.get(from);
    if (earlier !== undefined) return earlier;
    const result = calculateAnew(from, steps);
    known.set(from, result);
    return result;
  }

  function calculateAnew(from: T, steps: number): ReferenceTensor | "open" | null {
    const { op: kind, attrs, inputs, start } = originOf(from);
    if (start !== undefined) return start && written(start, attrs);
    const op = findOp(kind);
    if (steps === 0 || isDrawn(attrs) || Object.keys(op.params(attrs)).length > 0) return null;
    const given = inputs.map((input) => calculate(input, steps - 1));
    if (given.includes(null)) return null;
    if (holds(attrs, isUnknown) || given.includes("open")) return "open";
    const tensors = given.filter((tensor) => tensor !== null && tensor !== "open");
    if (holds(attrs, isAny)) return null;
    const { value: shape } = op.infer(
      attrs,
      tensors.map((tensor) => tensor.shape),
    );
    const count = shape.reduce<number>((product, size) => product * (numberOf(size) ?? Number.NaN), 1);
    return count <= mostNumbers ? op.reference(attrs as never, tensors, {}) : null;
  }
}

/** What a kept tensor starts from; null where it is drawn. */
function written(start: Start, { shape }: Attrs): ReferenceTensor | "open" | null {
  const sizes = Array.isArray(shape) ? shape.map((size) => numberOf(size as Dim)) : [undefined];
  const numbers = start.numbers.map((number) => numberOf(number));
  if (isDrawnStart(start) || start.data === "dirac") return null;
  if (!sizes.every((size) => size !== undefined) || !numbers.every((number) => number !== undefined))
    return "open";
  const data = new Float32Array(sizes.reduce((product, size) => product * size, 1));
  if (start.data === "constant") data.fill(numbers[0] ?? 0);
  else data.set(numbers);
  return { shape: sizes, data };
}

/** Whether a source's numbers are random, or given from outside. */
function isDrawn({ fill }: Attrs): boolean {
  return fill !== undefined && fill !== "constant";
}

/** Whether something that is not a plain number, word or list is among the attributes, and is of a kind. */
function holds(value: unknown, isOfKind: (dim: Exclude<Dim, number>) => boolean): boolean {
  if (Array.isArray(value)) return value.some((part) => holds(part, isOfKind));
  if (typeof value !== "object" || value === null) return false;
  if ("kind" in value) return isOfKind(value as Exclude<Dim, number>);
  return Object.values(value).some((part) => holds(part, isOfKind));
}

/** What is not a plain number is a formula. */
function isAny(): boolean {
  return true;
}
