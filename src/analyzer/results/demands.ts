import {
  type Attrs,
  type AttrValue,
  type Dim,
  equal,
  isUnknown,
  known,
  type Shape,
  substitute,
  symbolsOf,
} from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";

/** That an input's size has to be what a layer was made for: `C` has to be `inChannels`. */
export interface Demand {
  readonly size: Dim;
  readonly wanted: Dim;
}

/** Names of the sizes of an input that is not stated. */
export const freshSizes = { batch: "N", channels: "C", height: "H", width: "W" } as const;

const probes: readonly string[] = [freshSizes.channels, freshSizes.height, freshSizes.width];

/**
 * What an application demands of the sizes of the model's input. The op itself is asked: with numbers in the place
 * of symbols it refuses those that do not fit, and says which attribute they ought to equal.
 */
export function demandOf(op: string, attrs: Attrs, shapes: readonly Shape[]): Demand | undefined {
  const sizes = shapes.flat().filter((dim) => symbolsOf(dim).some((name) => probes.includes(name)));
  if (sizes.length === 0) return undefined;
  const names = [...new Set([...shapes.flat().flatMap(symbolsOf), ...symbolsIn(attrs)])];
  const numbers = new Map(names.map((name, index) => [name, numberFor(name, index)]));
  const numeric = substituted(attrs, numbers) as Attrs;
  const inputs = shapes.map((shape) => shape.map((dim) => substitute(dim, numbers)));
  for (const { code, blame, data } of findOp(op).infer(numeric, inputs).problems) {
    if ((code !== "channel-mismatch" && code !== "feature-mismatch") || blame.kind !== "attr") continue;
    const size = sizes.find((dim) => equal(substitute(dim, numbers), asDim(data.got)));
    const wanted = asDim(attrs[blame.name]);
    if (size !== undefined && !isUnknown(wanted)) return { size, wanted };
  }
  return undefined;
}

/** Large enough for every kernel, and all different. */
function numberFor(name: string, index: number): number {
  const at = probes.indexOf(name);
  return at < 0 ? 64 * (index + 1) : 1_000_003 + 7_919 * at;
}

function asDim(value: unknown): Dim {
  if (typeof value === "number") return value;
  if (typeof value === "object" && value !== null && "kind" in value) return value as Dim;
  return { kind: "unknown", reason: "It is not a size" };
}

function symbolsIn(value: AttrValue | Attrs): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(symbolsIn);
  if ("kind" in value) return symbolsOf(value as Dim);
  return Object.values(value as Attrs).flatMap(symbolsIn);
}

function substituted(value: AttrValue | Attrs, numbers: ReadonlyMap<string, Dim>): AttrValue | Attrs {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => substituted(part, numbers) as AttrValue);
  if ("kind" in value) return substitute(value as Dim, numbers);
  return Object.fromEntries(
    Object.entries(value as Attrs).map(([key, part]) => [key, substituted(part, numbers) as AttrValue]),
  );
}

/** What the demands say of the input: its channels, its features where it is no image, its height and width. */
interface Solution {
  readonly channels: Dim | undefined;
  /** The last size of an input that goes straight into a linear layer. */
  readonly features: Dim | undefined;
  /** H = W; undefined where nothing, or nothing that can be met, is demanded. */
  readonly size: number | undefined;
  readonly isContradictory: boolean;
}

const largestSize = 640;

export function solve(demands: readonly Demand[], defaultSize: number): Solution {
  const channels = demands.find(({ size }) => isLone(size, freshSizes.channels))?.wanted;
  const features = demands.find(({ size }) => isLone(size, freshSizes.width))?.wanted;
  const given = new Map<string, Dim>(channels === undefined ? [] : [[freshSizes.channels, channels]]);
  const equations = demands
    .map(({ size, wanted }) => ({ size: substitute(size, given), wanted }))
    .filter(({ size, wanted }) => isOfImageOnly(size) && known(wanted) !== undefined);
  const fits = (pixels: number): boolean => {
    const square = new Map<string, Dim>([
      [freshSizes.height, pixels],
      [freshSizes.width, pixels],
    ]);
    return equations.every(({ size, wanted }) => equal(substitute(size, square), wanted));
  };
  if (equations.length === 0) return { channels, features, size: undefined, isContradictory: false };
  if (fits(defaultSize)) return { channels, features, size: defaultSize, isContradictory: false };
  const smallest = Array.from({ length: largestSize }, (_, index) => index + 1).find(fits);
  return { channels, features, size: smallest, isContradictory: smallest === undefined };
}

function isLone(dim: Dim, name: string): boolean {
  return equal(dim, {
    kind: "sum",
    constant: 0,
    terms: [{ coefficient: 1, factors: [{ kind: "symbol", name }] }],
  });
}

function isOfImageOnly(dim: Dim): boolean {
  const names = symbolsOf(dim);
  return names.length > 0 && names.every((name) => name === freshSizes.height || name === freshSizes.width);
}
