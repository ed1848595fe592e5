import {
  type Attrs,
  type AttrValue,
  type Dim,
  equal,
  isUnknown,
  known,
  type Shape,
  type SymbolBindings,
  substitute,
  substituteAttrs,
  symbol,
  symbolsOf,
} from "../../ir/index.ts";
import { findOp } from "../../ops/index.ts";

/** That an input's size has to be what a layer was made for: `C` has to be `inChannels`. */
export interface Demand {
  readonly size: Dim;
  readonly wanted: Dim;
  /** Whether it is about channels: what has channels is an image. */
  readonly isOfChannels: boolean;
}

/** Names of the sizes of an input that is not stated. Further inputs have the same with a number behind them. */
export const freshSizes = {
  batch: "N",
  channels: "C",
  height: "H",
  width: "W",
  length: "L",
} as const;

const ofInput = /^[CHWL]\d*$/;
const ofImage = /^[HW]\d*$/;

/**
 * What an application demands of the sizes of the model's input. The op itself is asked: with numbers in the place
 * of symbols it refuses those that do not fit, and says which attribute they ought to equal.
 */
export function demandOf(op: string, attrs: Attrs, shapes: readonly Shape[]): Demand | undefined {
  const sizes = shapes.flat().filter((dim) => symbolsOf(dim).some((name) => ofInput.test(name)));
  if (sizes.length === 0) return undefined;
  const names = [...new Set([...shapes.flat().flatMap(symbolsOf), ...symbolsIn(attrs)])];
  const numbers = new Map(names.map((name, index) => [name, numberFor(name, index)]));
  const numeric = substituteAttrs(attrs, numbers);
  const inputs = shapes.map((shape) => shape.map((dim) => substitute(dim, numbers)));
  for (const { code, blame, data } of findOp(op).infer(numeric, inputs).problems) {
    if ((code !== "channel-mismatch" && code !== "feature-mismatch") || blame.kind !== "attr") continue;
    const size = sizes.find((dim) => equal(substitute(dim, numbers), asDim(data.got)));
    const wanted = asDim(attrs[blame.name]);
    if (size !== undefined && !isUnknown(wanted))
      return { size, wanted, isOfChannels: code === "channel-mismatch" };
  }
  return undefined;
}

/** Large enough for every kernel, and all different. */
function numberFor(name: string, index: number): number {
  return ofInput.test(name) ? 1_000_003 + 7_919 * index : 64 * (index + 1);
}

function asDim(value: unknown): Dim {
  if (typeof value === "number") return value;
  // LayerNorm's sizes are a list of one.
  if (Array.isArray(value) && value.length === 1) return asDim(value[0]);
  if (typeof value === "object" && value !== null && "kind" in value) return value as Dim;
  return { kind: "unknown", reason: "It is not a size" };
}

function symbolsIn(value: AttrValue | Attrs): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(symbolsIn);
  if ("kind" in value) return symbolsOf(value as Dim);
  return Object.values(value as Attrs).flatMap(symbolsIn);
}

/** What the demands say of the input. */
export interface Solution {
  /** Sizes that must equal what a layer was made for: the channels of an image, the features of a row. */
  readonly bound: SymbolBindings;
  /** Those of them that a layer takes for channels. */
  readonly channels: ReadonlySet<string>;
  /** What height and width have to satisfy. */
  readonly equations: readonly Equation[];
}

interface Equation {
  readonly formula: Dim;
  readonly number: number;
}

export function solve(demands: readonly Demand[]): Solution {
  const bound = new Map<string, Dim>();
  const channels = new Set<string>();
  for (const { size, wanted, isOfChannels } of demands) {
    const name = loneSymbol(size);
    if (name === undefined) continue;
    if (!bound.has(name)) bound.set(name, wanted);
    if (isOfChannels) channels.add(name);
  }
  const equations = demands.flatMap(({ size, wanted }) => {
    const formula = substitute(size, bound);
    const number = known(wanted);
    return isOfImageOnly(formula) && number !== undefined ? [{ formula, number }] : [];
  });
  return { bound, channels, equations };
}

const largestSize = 640;

/**
 * Height and width of an image that meets all demands, by its symbols: the default where it does, else the smallest
 * square, else one of usual sides.
 */
export function imageFor({ equations }: Solution, defaultSize: number): SymbolBindings | undefined {
  const names = [...new Set(equations.flatMap(({ formula }) => symbolsOf(formula)))];
  const fits = (image: SymbolBindings): boolean =>
    equations.every(({ formula, number }) => equal(substitute(formula, image), number));
  const sided = (height: number, width: number): SymbolBindings =>
    new Map(names.map((name) => [name, name.startsWith("H") ? height : width]));
  if (fits(sided(defaultSize, defaultSize))) return sided(defaultSize, defaultSize);
  for (let side = 1; side <= largestSize; side++) if (fits(sided(side, side))) return sided(side, side);
  for (const height of usualSides)
    for (const width of usualSides) if (fits(sided(height, width))) return sided(height, width);
  return undefined;
}

/** Of spectrograms, clips and wide pictures; all pairs of them are tried. */
const usualSides: readonly number[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 25, 28, 30, 32, 36, 40, 48, 50, 56, 60, 64, 72],
  ...[80, 84, 96, 100, 112, 120, 125, 128, 144, 150, 160, 176, 192, 200, 224, 240, 250, 256, 270, 288],
  ...[300, 320, 360, 384, 400, 416, 448, 480, 500, 512, 540, 600, 608, 640, 720, 800, 960, 1000, 1024],
];

/** Whether no image can meet the demands: a size would have to equal two numbers, or be a multiple it is not. */
export function areContradictory({ equations }: Solution): boolean {
  return equations.some(
    ({ formula, number }, index) =>
      number % divisorOf(formula) !== 0 ||
      equations.slice(0, index).some((other) => other.number !== number && equal(other.formula, formula)),
  );
}

/** What a formula is a multiple of, whatever its symbols. */
function divisorOf(dim: Dim): number {
  if (typeof dim === "number") return Math.abs(dim) || 1;
  if (dim.kind !== "sum") return 1;
  return dim.terms.reduce((divisor, { coefficient }) => gcd(divisor, coefficient), dim.constant) || 1;
}

function gcd(left: number, right: number): number {
  return right === 0 ? Math.abs(left) : gcd(right, left % right);
}

function loneSymbol(dim: Dim): string | undefined {
  const [name] = symbolsOf(dim);
  return name !== undefined && ofInput.test(name) && equal(dim, symbol(name)) ? name : undefined;
}

function isOfImageOnly(dim: Dim): boolean {
  const names = symbolsOf(dim);
  return names.length > 0 && names.every((name) => ofImage.test(name));
}
