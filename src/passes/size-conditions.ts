import {
  type AttrValue,
  type Dim,
  dimKey,
  type FittingSizes,
  type Graph,
  type Node,
  type Shape,
  type SizeCondition,
  type SymbolBindings,
  substitute,
  substituteAttrs,
  symbolsOf,
  takesWhole,
} from "../ir/index.ts";
import { findOp } from "../ops/index.ts";

/**
 * What the named sizes of a model's input have to fulfil: `H` and `W` multiples of 16 for a U-Net of four levels. The ops
 * themselves are asked, with numbers instead of the names: a size fits where none of them refuses. Empty where every
 * size fits, and where none was found that does.
 */
export function sizeConditions(graph: Graph): readonly SizeCondition[] {
  const names = namedSizes(graph);
  const levels = names.length === 0 ? [] : levelsOf(graph, names);
  const trials = trialsOf(names);
  const doubtful = levels.filter((one) => trials.some((sizes) => !accepts(one, sizes)));
  const base = doubtful.length === 0 ? undefined : fittingSizes(doubtful, names);
  if (base === undefined) return [];
  const conditions = names.flatMap((name): SizeCondition[] => {
    const found = fittingFor(doubtful, name, base);
    if (found === null) return [];
    if (!isOnly(found, base.get(name)) || !isTied(doubtful, name, base))
      return [{ names: [name], fits: found }];
    const isEqual = fittingSquare(doubtful, names, base.get(name)) !== undefined;
    return isEqual ? [{ names: [name], fits: { kind: "equal" } }] : [];
  });
  return gathered(conditions);
}

/** Sizes for the names, by name. */
type Sizes = ReadonlyMap<string, number>;

/** Whether the sizes that fit one name depend on those of the others. */
function isTied(levels: Level[], name: string, base: Sizes): boolean {
  return [-1, 1].some((by) => {
    const others = new Map([...base].map(([other, size]) => [other, size + by]));
    const found = fittingFor(levels, name, others);
    return found !== null && !isNone(found) && !isOnly(found, base.get(name));
  });
}

/** Likely sizes that fit: one for all names, else one name apart, as three channels beside any height and width. */
function fittingSizes(levels: Level[], names: readonly string[]): Sizes | undefined {
  const square = fittingSquare(levels, names, undefined);
  if (square !== undefined) return squareOf(names, square);
  if (names.length === 1) return undefined;
  for (const others of likelySides)
    for (const name of names)
      for (const size of likelySizes) {
        const sizes = new Map(squareOf(names, others)).set(name, size);
        if (fits(levels, sizes)) return sizes;
      }
  return undefined;
}

/** The likeliest size that fits where all names stand for it, other than one. */
function fittingSquare(
  levels: Level[],
  names: readonly string[],
  other: number | undefined,
): number | undefined {
  return likelySizes.find((size) => size !== other && fits(levels, squareOf(names, size)));
}

/** The names in the input's shapes. A batch stays open: it fits nearly always, and would only hide the others. */
function namedSizes({ inputs, nodes }: Graph): readonly string[] {
  const shapes = inputs.map((id) => nodes[id]?.shape ?? []);
  const batches = new Set(shapes.flatMap(([batch]) => (batch === undefined ? [] : symbolsOf(batch))));
  const names = shapes.flatMap((shape) => shape.slice(1).flatMap(symbolsOf));
  return [...new Set(names)].filter((name) => !batches.has(name));
}

interface Application {
  readonly node: Node;
  readonly inputs: readonly (readonly OpenSize[])[];
  /** Formulas among its attributes that depend on the names, too. */
  readonly stated: readonly OpenSize[];
}

/** The layers that see the same open sizes: they are asked together, as a net has many layers and few sizes of images. */
interface Level {
  readonly open: readonly OpenSize[];
  readonly stated: readonly OpenSize[];
  readonly applications: readonly Application[];
  /** What they said of the sizes that they were asked about: behind a few strides many images have the same size. */
  readonly accepted: Map<string, boolean>;
}

/** A formula that many layers share, with its numbers for sizes of its own names: most have one, and others are tried beside it. */
interface OpenSize {
  readonly formula: Dim;
  readonly key: string;
  readonly names: readonly string[];
  readonly numbers: Map<string, Dim>;
}

/** Those whose input sizes depend on the names, each kind once: the blocks of a net repeat themselves. */
function levelsOf({ nodes }: Graph, names: readonly string[]): Level[] {
  const sizeOf = openSizes();
  const isOpen = ({ formula }: OpenSize): boolean => symbolsOf(formula).some((name) => names.includes(name));
  const kinds = new Set<string>();
  const levels = new Map<string, Omit<Level, "accepted"> & { readonly applications: Application[] }>();
  for (const node of nodes) {
    const inputs = node.inputs.map((id) => (nodes[id]?.shape ?? []).map(sizeOf));
    const open = [...new Set(inputs.flat())].filter(isOpen);
    const shapes = inputs.map((shape) => shape.map(({ key }) => key).join(" ")).join(", ");
    const kind = `${node.op} ${JSON.stringify(node.attrs)} ${shapes}`;
    if (open.length === 0 || kinds.has(kind)) continue;
    kinds.add(kind);
    const formulas = Object.values(node.attrs).flatMap(formulasIn);
    const stated = [...new Set(formulas.map(sizeOf))].filter(isOpen);
    const application = { node, inputs, stated };
    if (!infersWith(application, nothing)) continue;
    const key = [open, stated].map((sizes) => sizes.map((size) => size.key).join(" ")).join(", ");
    const level = levels.get(key) ?? { open, stated, applications: [] };
    level.applications.push(application);
    levels.set(key, level);
  }
  return [...levels.values()].map((level) => ({ ...level, accepted: new Map() }));
}

/** Gives each formula one entry, however many layers share it. */
function openSizes(): (formula: Dim) => OpenSize {
  const formulas = new Map<string, OpenSize>();
  return (formula) => {
    // The rounded quotient and the one that has to be whole have one key, but differ in what they refuse.
    const key = takesWhole(formula) ? `${dimKey(formula)} whole` : dimKey(formula);
    const size = formulas.get(key) ?? { formula, key, names: symbolsOf(formula), numbers: new Map() };
    formulas.set(key, size);
    return size;
  };
}

function formulasIn(value: AttrValue): readonly Dim[] {
  if (typeof value !== "object" || value === null) return [];
  return "kind" in value ? [value] : value.flatMap(formulasIn);
}

const nothing: SymbolBindings = new Map();

function numberOf(size: OpenSize, sizes: SymbolBindings): Dim {
  const { formula, names, numbers } = size;
  if (names.length === 0) return formula;
  const key = names.map((name) => sizes.get(name)).join(" ");
  const value = numbers.get(key) ?? substitute(formula, sizes);
  numbers.set(key, value);
  return value;
}

/** Small, odd, even, large and unequal sizes: an op that accepts all of them accepts any. */
function trialsOf(names: readonly string[]): readonly SymbolBindings[] {
  const squares = [1, 2, 3, 5, 8, 12, 20, 31, 33, 48, 64, 224, 225, 226, 228, 232];
  return [
    ...squares.map((size) => squareOf(names, size)),
    ...names.map((name) => new Map(squareOf(names, 224)).set(name, 256)),
  ];
}

/** The usual ones first, then every other up to the largest that is looked at. */
const largest = 320;
const likelySides = [224, 256, 128, 64, 32, 28, 299, 227] as const;
const likelySizes: readonly number[] = [
  ...likelySides,
  ...Array.from({ length: largest }, (_, index) => index + 1),
  ...[384, 512, 572, 640],
];

function squareOf(names: readonly string[], size: number): Sizes {
  return new Map(names.map((name) => [name, size]));
}

/** Whichever refuses is asked first about the next sizes: one that refuses many answers for all the others. */
function fits(levels: Level[], sizes: SymbolBindings): boolean {
  const refusing = levels.findIndex((one) => !accepts(one, sizes));
  if (refusing > 0) levels.unshift(...levels.splice(refusing, 1));
  return refusing < 0;
}

function accepts({ open, stated, applications, accepted }: Level, sizes: SymbolBindings): boolean {
  const values = open.map((size) => numberOf(size, sizes));
  // A layer before these has refused the size already, if nothing is left of it.
  if (values.some((value) => typeof value === "number" && value < 1)) return false;
  const wanted = stated.map((size) => numberOf(size, sizes));
  if (stated.some(({ formula }, index) => takesWhole(formula) && isFraction(wanted[index]))) return false;
  const key = [...values, ...wanted].map(dimKey).join(" ");
  const known = accepted.get(key) ?? applications.every((one) => infersWith(one, sizes));
  accepted.set(key, known);
  return known;
}

/** An author's `H / 16` that is no size for this H. Under Node the op refuses it as an attribute. */
function isFraction(size: Dim | undefined): boolean {
  return typeof size === "number" && !Number.isInteger(size);
}

function infersWith({ node: { op, attrs }, inputs, stated }: Application, sizes: SymbolBindings): boolean {
  const shapes = inputs.map((shape): Shape => shape.map((size) => numberOf(size, sizes)));
  return (
    findOp(op).infer(stated.length > 0 ? substituteAttrs(attrs, sizes) : attrs, shapes).problems.length === 0
  );
}

/** The sizes of one name that fit while the others stay; null where all do. */
function fittingFor(levels: Level[], name: string, others: SymbolBindings): FittingSizes | null {
  const sizes = Array.from({ length: largest }, (_, index) => index + 1).filter((size) => {
    return fits(levels, new Map(others).set(name, size));
  });
  return sizes.length === largest ? null : ruleOf(sizes);
}

/**
 * The simplest rule that gives these sizes. It is read off the large ones: where few pixels are left, they may fit by
 * chance, because a size of 1 repeats itself beside any other.
 */
function ruleOf(sizes: readonly number[]): FittingSizes {
  const [most, before = most] = sizes.toReversed();
  if (most === undefined || before === undefined) return { kind: "some", sizes };
  const of = Math.max(most - before, 1);
  const fitting = new Set(sizes);
  const least = lowest(fitting, most, of);
  const exceptions = sizes.filter((size) => size < least || (size - least) % of !== 0);
  const follows = exceptions.every((size) => size < Math.max(2 * of, 3)) && least + of < most;
  if (follows && most + of > largest) return { kind: "steps", of, rest: least % of, least };
  const alone = sizes.filter((size) => size > 1);
  const [first = 1] = alone;
  if (alone.every((size, index) => size === first + index)) return { kind: "range", least: first, most };
  return { kind: "some", sizes: sizes.slice(0, mostSizes) };
}

function lowest(fitting: ReadonlySet<number>, from: number, step: number): number {
  let least = from;
  while (fitting.has(least - step)) least -= step;
  return least;
}

const mostSizes = 4;

function isOnly(found: FittingSizes, size: number | undefined): boolean {
  return found.kind === "range" && found.least === size && found.most === size;
}

function isNone(found: FittingSizes): boolean {
  return found.kind === "some" && found.sizes.length === 0;
}

/** Names with one and the same rule stand together. */
function gathered(conditions: readonly SizeCondition[]): readonly SizeCondition[] {
  const byRule = new Map<string, SizeCondition>();
  for (const { names, fits: rule } of conditions) {
    const key = JSON.stringify(rule);
    byRule.set(key, { names: [...(byRule.get(key)?.names ?? []), ...names], fits: rule });
  }
  return [...byRule.values()];
}
