import { type Attrs, type AttrValue, type Dim, elementCount } from "../../ir/index.ts";
import type { Reduction } from "../lowering.ts";
import type { Concrete, OpDefinition, OpExample, OpProblem, OpRefusal } from "../op.ts";
import { type Flag, flag, invalidAttribute, list, type Rules, whole } from "./attributes.ts";
import { defineOp } from "./define-op.ts";
import { inferReduced, lowerAxes, windowOf } from "./reduced-axes.ts";
import { indexAt, offsetOf, required } from "./reference.ts";
import { printed, titleOf } from "./words.ts";

export type ReductionAttrs = {
  /** The axes that are reduced to one number; they count from the end where negative. None stands for all. */
  readonly dims: readonly Dim[];
  /** Whether reduced axes stay with size 1. */
  readonly keepdim: Flag;
};

/** What sets one reduction apart from the next. */
export interface ReductionSource<K extends string, A extends ReductionAttrs> {
  readonly kind: K;
  readonly summary: string;
  readonly fn: Reduction;
  /** Rules of the attributes besides axes. */
  readonly rules?: Omit<Rules<A>, keyof ReductionAttrs>;
  check?(attrs: A): readonly OpProblem[];
  /** The parameter of the function; 0 where left out. */
  parameter?(attrs: Concrete<A>): number;
  readonly examples: readonly OpExample<A>[];
  readonly refusals?: readonly OpRefusal<A>[];
}

/** An op that makes one number of all along some axes. */
export function defineReduction<K extends string, A extends ReductionAttrs & Attrs>(
  source: ReductionSource<K, A>,
): OpDefinition<K, A> {
  const { kind, summary, fn, examples, refusals = [] } = source;
  const axisRules = { dims: list(whole), keepdim: flag };
  return defineOp<K, A>({
    kind,
    category: "pooling",
    displayName: kind,
    summary,
    title: ({ dims }) =>
      dims.length === 0 ? kind : titleOf(kind, `dims ${dims.map((dim) => printed(dim)).join(", ")}`),
    rules: { ...axisRules, ...source.rules } as unknown as Rules<A>,
    check: (attrs) => source.check?.(attrs) ?? [],
    infer: ({ dims, keepdim }, inputs) => inferReduced(dims, keepdim, inputs),
    params: () => ({}),
    macs: () => 0,
    elementwise: (_attrs, [input = []]) => elementCount(input),
    window: ({ dims }, [shape = []]) => windowOf(dims, shape.length),
    reference(attrs, inputs) {
      const { shape, data } = required(inputs[0]);
      const { dims, keepdim } = attrs as Concrete<ReductionAttrs>;
      const axes = lowerAxes(dims, shape.length);
      const kept = shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const groups: number[][] = Array.from({ length: kept.reduce((a, b) => a * b, 1) }, () => []);
      data.forEach((value, offset) => {
        const place = indexAt(shape, offset).map((i, axis) => (axes.includes(axis) ? 0 : i));
        groups[offsetOf(kept, place)]?.push(value);
      });
      const parameter = source.parameter?.(attrs) ?? 0;
      return {
        shape: keepdim ? kept : kept.filter((_, axis) => !axes.includes(axis)),
        data: Float32Array.from(groups, (values) => reduce(fn, values, parameter)),
      };
    },
    lower: (attrs, [shape = []]) => ({
      family: "reduction",
      fn,
      axes: lowerAxes((attrs as Concrete<ReductionAttrs>).dims, shape.length),
      parameter: source.parameter?.(attrs) ?? 0,
    }),
    examples,
    refusals,
  });
}

/** Several numbers reduced to one, in double precision. */
export function reduce(fn: Reduction, values: readonly number[], parameter: number): number {
  return reductions[fn](values, parameter);
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const reductions: Readonly<Record<Reduction, (values: readonly number[], parameter: number) => number>> = {
  sum,
  max: (values) => values[placeOf(values, (a, b) => a > b)] ?? Number.NaN,
  min: (values) => values[placeOf(values, (a, b) => a < b)] ?? Number.NaN,
  prod: (values) => values.reduce((a, b) => a * b, 1),
  var: variance,
  std: (values, correction) => Math.sqrt(variance(values, correction)),
  norm: (values, order) => sum(values.map((x) => Math.abs(x) ** order)) ** (1 / order),
  logsumexp(values) {
    const largest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const shift = Number.isFinite(largest) ? largest : 0;
    return Math.log(sum(values.map((x) => Math.exp(x - shift)))) + shift;
  },
  argmax: (values) => placeOf(values, (a, b) => a > b),
  argmin: (values) => placeOf(values, (a, b) => a < b),
};

function variance(values: readonly number[], correction: number): number {
  const mean = sum(values) / values.length;
  return sum(values.map((x) => (x - mean) ** 2)) / Math.max(values.length - correction, 0);
}

/** The first NaN, or the first number that no other one is better than. */
function placeOf(values: readonly number[], isBetter: (a: number, b: number) => boolean): number {
  const unordered = values.findIndex(Number.isNaN);
  if (unordered >= 0) return unordered;
  return values.reduce((best, x, i) => (isBetter(x, values[best] ?? Number.NaN) ? i : best), 0);
}

/** A place is counted along one axis, or among all numbers. */
export function oneAxis({ dims }: ReductionAttrs): readonly OpProblem[] {
  if (dims.length < 2) return [];
  return [invalidAttribute("dims", `[${dims.map((dim) => printed(dim)).join(", ")}]`, "one axis, or none")];
}

export const severalAxes: OpRefusal<ReductionAttrs> = {
  name: "several axes",
  attrs: { dims: [0, 1], keepdim: false },
  problem: "invalid-attribute",
  blames: "dims",
};

/** What fits what counts places, which is along one axis. */
export function placeExamples(
  results: Parameters<typeof reductionExamples>[1],
): readonly OpExample<ReductionAttrs>[] {
  return reductionExamples({}, results).filter(({ attrs }) => attrs.dims.length < 2);
}

/** The rows, the columns, all, and two axes apart of small tensors; `more` are the attributes besides axes. */
export function reductionExamples<M extends Readonly<Record<string, AttrValue>>>(
  more: M,
  results: Readonly<Record<"rows" | "columns" | "all" | "apart", readonly number[]>>,
): readonly OpExample<ReductionAttrs & M>[] {
  const matrix = [2, -1, 3, -3, 1, 0.5];
  const cube = [1, 2, -3, 4, 0.5, -2, 3, 1];
  const given = { parameters: 0, macs: 0 };
  return [
    {
      name: "an image's map",
      attrs: { dims: [-2, -1], keepdim: false, ...more },
      inputs: [[2, 16, 7, 7]],
      output: [2, 16],
      ...given,
    },
    {
      name: "rows, their axis kept",
      attrs: { dims: [-1], keepdim: true, ...more },
      inputs: [[2, 3]],
      output: [2, 1],
      ...given,
      values: { inputs: [matrix], output: results.rows },
    },
    {
      name: "columns",
      attrs: { dims: [0], keepdim: false, ...more },
      inputs: [[2, 3]],
      output: [3],
      ...given,
      values: { inputs: [matrix], output: results.columns },
    },
    {
      name: "everything",
      attrs: { dims: [], keepdim: false, ...more },
      inputs: [[2, 3]],
      output: [],
      ...given,
      values: { inputs: [matrix], output: results.all },
    },
    {
      name: "two axes that do not touch",
      attrs: { dims: [0, 2], keepdim: false, ...more },
      inputs: [[2, 2, 2]],
      output: [2],
      ...given,
      values: { inputs: [cube], output: results.apart },
    },
    {
      name: "an axis that the input does not have",
      attrs: { dims: [2], keepdim: false, ...more },
      inputs: [[1, 512]],
      output: [1, 512],
      ...given,
      problems: ["invalid-axis"],
    },
  ];
}
