import { type Attrs, type Dim, isUnknown, known as numberOf, type Start } from "../ir/index.ts";
import type { AnyOp } from "./op.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { remembered, textOf } from "./shared/remembered-starts.ts";
import { isDrawnStart, type Origin, openStart } from "./starting-values.ts";

/**
 * How many numbers a tensor may have that is calculated: Swin's masks of shifted windows have 153,664. Larger tables belong in a file of
 * weights.
 */
const mostNumbers = 262_144;

/**
 * How many numbers are calculated at most, those in between included. A filter whose numbers are put in their places one by one takes
 * thousands of calculations.
 */
const mostWork = 4_000_000;

/** Why numbers are not calculated that follow from written ones. */
const whyOpen = {
  open: openStart("what the numbers are calculated of is not known"),
  large: openStart("there are too many numbers to calculate"),
} as const;

/**
 * What a parameter starts from that was calculated of written and constant numbers alone; null for anything else. Where one of
 * them is not known, what comes out is not known either.
 */
export function calculatedStart<T>(
  made: T,
  originOf: (made: T) => Origin<T>,
  findOp: (kind: string) => AnyOp,
): Start | null {
  const parts = partsOf(made, originOf, findOp);
  return parts && remembered(calculationText(parts), () => startOfParts(parts, findOp));
}

/** What takes part in a calculation, each part behind its inputs: the tensor itself is the last one. */
type Parts<T> = ReadonlyMap<T, Origin<T>>;

/** Null where something takes part whose numbers are drawn, given from outside, or a layer's. */
function partsOf<T>(
  made: T,
  originOf: (made: T) => Origin<T>,
  findOp: (kind: string) => AnyOp,
): Parts<T> | null {
  // What several calculations use is calculated once.
  const parts = new Map<T, Origin<T>>();
  // A list of what is still to be asked, because a chain may be too long for calls inside calls.
  const due = [made];
  for (let from = due.at(-1); from !== undefined; from = due.at(-1)) {
    const origin = originOf(from);
    const { start } = origin;
    if (start === null || (start === undefined && isGiven(origin, findOp))) return null;
    const missing = start === undefined ? origin.inputs.filter((input) => !parts.has(input)) : [];
    if (missing.length > 0) {
      due.push(...missing);
      continue;
    }
    due.pop();
    parts.set(from, origin);
  }
  return parts;
}

/** Says how a tensor is calculated, so that two texts are equal only where the numbers are. */
function calculationText<T>(parts: Parts<T>): string {
  const places = new Map<T, number>();
  const texts: string[] = [];
  for (const [part, { op, attrs, inputs, start }] of parts) {
    const from = start === undefined ? inputs.map((input) => places.get(input)).join() : textOf(start);
    texts.push(`${op} ${textOf(attrs)} ${from}`);
    places.set(part, places.size);
  }
  return texts.join("\n");
}

function startOfParts<T>(parts: Parts<T>, findOp: (kind: string) => AnyOp): Start | null {
  const known = new Map<T, Calculated>();
  let work = 0;
  let last: Calculated | null = null;
  for (const [part, origin] of parts) {
    last = calculate(origin);
    // Nothing is made of what cannot be calculated.
    if (last === null) return null;
    known.set(part, last);
  }
  if (typeof last === "string") return whyOpen[last];
  return last && { data: "numbers", numbers: [...last.data] };

  function calculate({ op: kind, attrs, inputs, start }: Origin<T>): Calculated | null {
    if (start !== undefined) return start && written(start, attrs);
    const given = inputs.map((input) => known.get(input));
    if (holds(attrs, isUnknown) || given.includes("open")) return "open";
    if (given.includes("large")) return "large";
    const tensors = given.filter((tensor) => typeof tensor === "object");
    if (holds(attrs, isAny)) return null;
    const op = findOp(kind);
    const { value: shape } = op.infer(
      attrs,
      tensors.map((tensor) => tensor.shape),
    );
    const count = shape.reduce<number>((product, size) => product * (numberOf(size) ?? Number.NaN), 1);
    if (Number.isNaN(count)) return null;
    work += count;
    return count <= mostNumbers && work <= mostWork ? op.reference(attrs as never, tensors, {}) : "large";
  }
}

/** The numbers, or why they are not known. */
type Calculated = ReferenceTensor | keyof typeof whyOpen;

/** Whether its numbers are drawn, given from outside, or a layer's. */
function isGiven<T>({ op, attrs }: Origin<T>, findOp: (kind: string) => AnyOp): boolean {
  return isDrawn(attrs) || Object.keys(findOp(op).params(attrs)).length > 0;
}

/** What a kept tensor starts from; null where it is drawn. */
function written(start: Start, { shape }: Attrs): Calculated | null {
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
