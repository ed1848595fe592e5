import {
  type Attrs,
  type AttrValue,
  type Dim,
  isUnknown,
  known,
  negate,
  type Start,
  type StartWord,
  unknownDim,
} from "../ir/index.ts";
import { add } from "./add.ts";
import { div } from "./div.ts";
import { flatten } from "./flatten.ts";
import { input } from "./input.ts";
import { movedim } from "./movedim.ts";
import { mul } from "./mul.ts";
import type { Fan, Init } from "./op.ts";
import { permute } from "./permute.ts";
import { reshape } from "./reshape.ts";
import { squeeze } from "./squeeze.ts";
import { sub } from "./sub.ts";
import { tensor } from "./tensor.ts";
import { transpose } from "./transpose.ts";
import { unflatten } from "./unflatten.ts";
import { unsqueeze } from "./unsqueeze.ts";

/*
 * What a parameter starts from: a model is never run to learn it, so `new nn.Parameter(ones(64).mul(1e-6))` is read off how its
 * data came about.
 */

/** How a tensor came about, from tensors `T`. */
export interface Origin<T> {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly T[];
  /** For a tensor that a module keeps: what it starts from; null where that cannot be calculated with. */
  readonly start?: Start | null;
}

const regrouping: ReadonlySet<string> = new Set(
  [reshape, flatten, squeeze, unflatten, unsqueeze].map(kindOf),
);
const moving: ReadonlySet<string> = new Set([movedim, permute, transpose].map(kindOf));

function kindOf({ kind }: { readonly kind: string }): string {
  return kind;
}

/** The longest chain of calculations that is followed. Authors do not write longer ones for a starting value. */
const mostSteps = 12;

/** Null where what comes out is neither a constant, written numbers in their order, nor random numbers of a known kind. */
export function readStart<T>(made: T, originOf: (made: T) => Origin<T>, steps = mostSteps): Start | null {
  const { op, attrs, inputs, start } = originOf(made);
  if (start !== undefined) return start;
  if (op === input.kind) return startOfSource(attrs);
  if (op === tensor.kind) return { data: "numbers", numbers: dimsOf(attrs.values) };
  const isMoved = moving.has(op);
  const calculate = calculations.get(op);
  if (steps === 0 || !(isMoved || regrouping.has(op) || calculate !== undefined)) return null;
  const [first = null, second = null] = inputs.map((one) => readStart(one, originOf, steps - 1));
  if (calculate !== undefined) return first && second && combined(calculate, first, second);
  // Neither a constant nor random numbers have an order that a transposition would change.
  return isMoved && first?.data === "numbers" ? null : first;
}

/** What a layer's own tensor starts from. */
export function startOfInit(init: Init): Start {
  switch (init.kind) {
    case "constant":
      return { data: "constant", numbers: [init.value] };
    case "kaiming-uniform": {
      const fan = known(init.fanIn);
      const bound = fan === undefined ? unknownDim("its fan is not known") : 1 / Math.sqrt(fan);
      return { data: "uniform", numbers: [negate(bound), bound] };
    }
    case "uniform":
      return { data: "uniform", numbers: [init.from, init.to] };
    case "normal":
      return { data: "normal", numbers: [init.mean, init.deviation] };
    case "numbers":
      return { data: "numbers", numbers: init.values };
    case "fan-normal":
    case "fan-uniform":
      return { data: init.kind, numbers: [init.gain, fans.indexOf(init.fan)] };
    case "truncated-normal":
      return { data: init.kind, numbers: [init.mean, init.deviation, init.from, init.to] };
    case "orthogonal":
      return { data: init.kind, numbers: [init.gain] };
    case "sparse":
      return { data: init.kind, numbers: [init.sparsity, init.deviation] };
    case "dirac":
      return { data: init.kind, numbers: [init.groups] };
    case "open":
      return { data: "numbers", numbers: [unknownDim(init.reason)] };
  }
}

/** The inverse of `startOfInit`. */
export function initOfStart({ data, numbers }: Start): Init {
  const open = numbers.find((number) => known(number) === undefined);
  if (open !== undefined) return { kind: "open", reason: reasonItIsOpen(open) };
  const values = numbers.map((number) => known(number) ?? Number.NaN);
  const [first = 0, second = 0, third = 0, fourth = 0] = values;
  switch (data) {
    case "constant":
      return { kind: data, value: first };
    case "normal":
      return { kind: data, mean: first, deviation: second };
    case "uniform":
      return { kind: data, from: first, to: second };
    case "numbers":
      return { kind: data, values };
    case "fan-normal":
    case "fan-uniform":
      return { kind: data, gain: first, fan: fans[second] ?? "in" };
    case "truncated-normal":
      return { kind: data, mean: first, deviation: second, from: third, to: fourth };
    case "orthogonal":
      return { kind: data, gain: first };
    case "sparse":
      return { kind: data, sparsity: first, deviation: second };
    case "dirac":
      return { kind: data, groups: first };
  }
}

function reasonItIsOpen(number: Dim): string {
  return isUnknown(number) ? number.reason : "it depends on sizes that are only named";
}

/** In the order of their numbers in a start; `nn/init.ts` writes these. */
const fans: readonly Fan[] = ["in", "out", "mean"];

function startOfSource({ fill, value }: Attrs): Start | null {
  if (fill === "constant") return { data: "constant", numbers: [value as Dim] };
  if (fill === "randn") return { data: "normal", numbers: [0, 1] };
  return fill === "rand" ? { data: "uniform", numbers: [0, 1] } : null;
}

/** What an op does with a start and one number. */
interface Calculation {
  /** Whether the number may stand on either side. */
  readonly isSymmetric: boolean;
  /** Whether random numbers lie further apart by it. */
  readonly isScale: boolean;
  apply(value: number, by: number): number;
}

const calculations: ReadonlyMap<string, Calculation> = new Map([
  [add.kind, { isSymmetric: true, isScale: false, apply: (value, by) => value + by }],
  [sub.kind, { isSymmetric: false, isScale: false, apply: (value, by) => value - by }],
  [mul.kind, { isSymmetric: true, isScale: true, apply: (value, by) => value * by }],
  [div.kind, { isSymmetric: false, isScale: true, apply: (value, by) => value / by }],
]);

/** A start after a calculation with one number. */
function combined(calculation: Calculation, left: Start, right: Start): Start | null {
  const { isSymmetric, isScale, apply } = calculation;
  const isSwapped = right.data !== "constant" && left.data === "constant" && isSymmetric;
  const [
    start,
    {
      data,
      numbers: [by = 0],
    },
  ] = isSwapped ? [right, left] : [left, right];
  if (data !== "constant") return null;
  const part = partsOf[start.data];
  const applied = (value: Dim): Dim => withKnown(value, by, apply);
  const scaled = (value: Dim): Dim =>
    isScale ? withKnown(value, by, (number, factor) => Math.abs(apply(number, factor))) : value;
  if (part === null || (part.values === undefined && !isScale)) return null;
  const numbers = start.numbers.map((number, place) => {
    if (part.values === "all" || part.values?.includes(place)) return applied(number);
    return part.spreads?.includes(place) ? scaled(number) : number;
  });
  return { data: start.data, numbers: start.data === "truncated-normal" ? inOrder(numbers) : numbers };
}

/** Which numbers of a start are values of the tensor, and which say how far from 0 or each other its values lie. */
interface StartParts {
  /** Absent where the values lie around 0 and nowhere else. */
  readonly values?: "all" | readonly number[];
  readonly spreads?: readonly number[];
}

/** Null where a calculation leads to no start of the same kind. */
const partsOf: Readonly<Record<StartWord, StartParts | null>> = {
  constant: { values: "all" },
  numbers: { values: "all" },
  uniform: { values: "all" },
  normal: { values: [0], spreads: [1] },
  "truncated-normal": { values: [0, 2, 3], spreads: [1] },
  "fan-normal": { spreads: [0] },
  "fan-uniform": { spreads: [0] },
  orthogonal: { spreads: [0] },
  sparse: { spreads: [1] },
  dirac: null,
};

/**
 * How a tensor that a module keeps came about: `set` is the start that it was given later, if any, and else its attributes say
 * one. Of random numbers only the tensor's own, `isItself`, are the ones that a run draws for it.
 */
export function originOfKept<T>(
  made: Omit<Origin<T>, "start">,
  set: Start | null,
  isItself: boolean,
): Origin<T> {
  const start = set ?? statedStart(made.attrs);
  return { ...made, start: !isItself && isDrawnStart(start) ? null : start };
}

/** What the attributes of a kept tensor say of its start: they are an op's `parameter` or `buffer`. */
function statedStart({ data, numbers }: Attrs): Start {
  return { data: data as StartWord, numbers: dimsOf(numbers) };
}

/** Whether a run draws the numbers, so that two tensors of the same start have different ones. */
export function isDrawnStart({ data }: Start): boolean {
  return !(data === "constant" || data === "numbers" || data === "dirac");
}

/** A start of which nothing is known but why. */
export function openStart(reason: string): Start {
  return { data: "numbers", numbers: [unknownDim(reason)] };
}

/** Why a start is open that was calculated of random numbers in a way that no start of a run is. */
export const calculatedOfRandom = "it is calculated of random numbers";

/** A negative factor exchanges the bounds, which come last. */
function inOrder([mean = 0, deviation = 1, from = 0, to = 0]: readonly Dim[]): readonly Dim[] {
  const isSwapped = (known(from) ?? 0) > (known(to) ?? 0);
  return isSwapped ? [mean, deviation, to, from] : [mean, deviation, from, to];
}

/** A size that is given by name has no number yet. */
function withKnown(value: Dim, by: Dim, apply: (value: number, by: number) => number): Dim {
  const isKnown = typeof value === "number" && typeof by === "number";
  return isKnown ? apply(value, by) : unknownDim("the number that it starts from is not known");
}

function dimsOf(value: AttrValue | undefined): readonly Dim[] {
  return Array.isArray(value) ? (value as readonly Dim[]) : [];
}
