import { type Attrs, type AttrValue, type Dim, known, negate, unknownDim } from "../ir/index.ts";
import { add } from "./add.ts";
import { div } from "./div.ts";
import { flatten } from "./flatten.ts";
import { input } from "./input.ts";
import { movedim } from "./movedim.ts";
import { mul } from "./mul.ts";
import type { Init } from "./op.ts";
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

export const startWords = ["constant", "normal", "uniform", "numbers"] as const;

/** The same number everywhere, random numbers of two kinds, or numbers that are written down. */
export type StartWord = (typeof startWords)[number];

export interface Start {
  readonly data: StartWord;
  /** The constant; mean and deviation; both bounds; or all numbers, row-major. */
  readonly numbers: readonly Dim[];
}

/** How a tensor came about, from tensors `T`. */
export interface Origin<T> {
  readonly op: string;
  readonly attrs: Attrs;
  readonly inputs: readonly T[];
}

const regrouping: ReadonlySet<string> = new Set(
  [reshape, flatten, squeeze, unflatten, unsqueeze].map(kindOf),
);
const moving: ReadonlySet<string> = new Set([movedim, permute, transpose].map(kindOf));

function kindOf({ kind }: { readonly kind: string }): string {
  return kind;
}

/** Null for what is given from outside, or calculated in any other way than by a number. */
export function startOf<T>(made: T, originOf: (made: T) => Origin<T>): Start | null {
  const { op, attrs, inputs } = originOf(made);
  if (op === input.kind) return startOfSource(attrs);
  if (op === tensor.kind) return { data: "numbers", numbers: dimsOf(attrs.values) };
  const [first = null, second = null] = inputs.map((one) => startOf(one, originOf));
  if (first === null) return null;
  if (regrouping.has(op)) return first;
  // Neither a constant nor random numbers have an order that a transposition would change.
  if (moving.has(op)) return first.data === "numbers" ? null : first;
  return second === null ? null : combined(op, first, second);
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
  }
}

function startOfSource({ fill, value }: Attrs): Start | null {
  if (fill === "constant") return { data: "constant", numbers: [value as Dim] };
  if (fill === "randn") return { data: "normal", numbers: [0, 1] };
  return fill === "rand" ? { data: "uniform", numbers: [0, 1] } : null;
}

/** A start plus or times one number; a constant may stand on either side where the order does not matter. */
function combined(op: string, left: Start, right: Start): Start | null {
  const number = right.data === "constant" ? right.numbers[0] : undefined;
  if (typeof number !== "number")
    return left.data === "constant" && isSymmetric(op) ? combined(op, right, left) : null;
  if (!left.numbers.every((value) => typeof value === "number")) return null;
  const numbers = left.numbers as readonly number[];
  const change = changes.get(op);
  if (change === undefined) return null;
  if (left.data !== "normal")
    return { data: left.data, numbers: numbers.map((value) => change(value, number)) };
  const [mean = 0, deviation = 1] = numbers;
  const isScale = op === mul.kind || op === div.kind;
  return {
    data: "normal",
    numbers: [change(mean, number), isScale ? Math.abs(change(deviation, number)) : deviation],
  };
}

function isSymmetric(op: string): boolean {
  return op === add.kind || op === mul.kind;
}

const changes: ReadonlyMap<string, (value: number, by: number) => number> = new Map([
  [add.kind, (value, by) => value + by],
  [sub.kind, (value, by) => value - by],
  [mul.kind, (value, by) => value * by],
  [div.kind, (value, by) => value / by],
]);

function dimsOf(value: AttrValue | undefined): readonly Dim[] {
  return Array.isArray(value) ? (value as readonly Dim[]) : [];
}
