import {
  type Attrs,
  type AttrValue,
  type Dim,
  dimKey,
  type FittingSizes,
  type Graph,
  type Node,
  type Shape,
  type SizeCondition,
  substitute,
  substituteAttrs,
  symbolsOf,
} from "../ir/index.ts";
import { findOp } from "../ops/index.ts";

/**
 * What the named sizes of a model's input have to fulfil: `H` and `W` multiples of 16 for a U-Net of four levels. The ops
 * themselves are asked, with numbers instead of the names: a size fits where none of them refuses. Empty where every
 * size fits, and where none was found that does.
 */
export function sizeConditions(graph: Graph): readonly SizeCondition[] {
  const names = namedSizes(graph);
  const applications = names.length === 0 ? [] : openApplications(graph, names);
  const trials = trialsOf(names);
  const doubtful = applications.filter((one) => trials.some((sizes) => !accepts(one, sizes)));
  const base = doubtful.length === 0 ? undefined : fittingSquare(doubtful, names, 0);
  if (base === undefined) return [];
  const conditions = names.flatMap((name): SizeCondition[] => {
    const found = fittingFor(doubtful, name, squareOf(names, base));
    if (found === null) return [];
    if (!isOnly(found, base) || !isTied(doubtful, name, names, base)) return [{ names: [name], fits: found }];
    const isEqual = fittingSquare(doubtful, names, base) !== undefined;
    return isEqual ? [{ names: [name], fits: { kind: "equal" } }] : [];
  });
  return gathered(conditions);
}

/** Whether the sizes that fit one name depend on those of the others. */
function isTied(applications: Application[], name: string, names: readonly string[], base: number): boolean {
  return [base - 1, base + 1].some((others) => {
    const found = fittingFor(applications, name, squareOf(names, others));
    return found !== null && !isNone(found) && !isOnly(found, base);
  });
}

/** The likeliest size that fits where all names stand for it, other than one. */
function fittingSquare(
  applications: Application[],
  names: readonly string[],
  other: number,
): number | undefined {
  return likelySizes.find((size) => size !== other && fits(applications, squareOf(names, size)));
}

type Sizes = ReadonlyMap<string, Dim>;

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
  /** Whether its attributes depend on sizes, too. */
  readonly hasOpenAttrs: boolean;
  /** What it said of the inputs that it was asked about: behind a few strides many images have the same size. */
  readonly accepted: Map<string, boolean>;
}

/** A formula that many layers share, with its number for the sizes that were tried last. */
interface OpenSize {
  readonly formula: Dim;
  last: { readonly sizes: Sizes; readonly value: Dim };
}

/** Those whose input sizes depend on the names, each kind once: the blocks of a net repeat themselves. */
function openApplications({ nodes }: Graph, names: readonly string[]): Application[] {
  const formulas = new Map<string, OpenSize>();
  const sizeOf = (formula: Dim): OpenSize => {
    const key = dimKey(formula);
    const size = formulas.get(key) ?? { formula, last: { sizes: nothing, value: formula } };
    formulas.set(key, size);
    return size;
  };
  const found = new Map<string, Application>();
  for (const node of nodes) {
    const inputs = node.inputs.map((id) => nodes[id]?.shape ?? []);
    if (!inputs.flat().some((dim) => symbolsOf(dim).some((name) => names.includes(name)))) continue;
    const shapes = inputs.map((shape) => shape.map(dimKey).join(" ")).join(", ");
    const key = `${node.op} ${JSON.stringify(node.attrs)} ${shapes}`;
    if (found.has(key)) continue;
    const hasOpenAttrs = Object.values(node.attrs).some((value) => dependsOn(value, names));
    found.set(key, {
      node,
      inputs: inputs.map((shape) => shape.map(sizeOf)),
      hasOpenAttrs,
      accepted: new Map(),
    });
  }
  return [...found.values()].filter((one) => accepts(one, nothing));
}

function dependsOn(value: AttrValue, names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("kind" in value) return symbolsOf(value).some((name) => names.includes(name));
  return value.some((part) => dependsOn(part, names));
}

const nothing: Sizes = new Map();

function numberOf(size: OpenSize, sizes: Sizes): Dim {
  if (size.last.sizes !== sizes) size.last = { sizes, value: substitute(size.formula, sizes) };
  return size.last.value;
}

/** Small, odd, even, large and unequal sizes: an op that accepts all of them accepts any. */
function trialsOf(names: readonly string[]): readonly Sizes[] {
  const squares = [1, 2, 3, 5, 8, 12, 20, 31, 33, 48, 64, 224, 225, 226, 228, 232];
  return [
    ...squares.map((size) => squareOf(names, size)),
    ...names.map((name) => new Map(squareOf(names, 224)).set(name, 256)),
  ];
}

/** The usual ones first, then every other up to the largest that is looked at. */
const largest = 320;
const likelySizes: readonly number[] = [
  ...[224, 256, 128, 64, 32, 28, 299, 227],
  ...Array.from({ length: largest }, (_, index) => index + 1),
  ...[384, 512, 572, 640],
];

function squareOf(names: readonly string[], size: number): Sizes {
  return new Map(names.map((name) => [name, size]));
}

/** Whichever refuses is asked first about the next sizes: one that refuses many answers for all the others. */
function fits(applications: Application[], sizes: Sizes): boolean {
  const refusing = applications.findIndex((one) => !accepts(one, sizes));
  if (refusing > 0) applications.unshift(...applications.splice(refusing, 1));
  return refusing < 0;
}

function accepts(application: Application, sizes: Sizes): boolean {
  const { node, inputs, hasOpenAttrs, accepted } = application;
  const shapes = inputs.map((shape): Shape => shape.map((size) => numberOf(size, sizes)));
  // A layer before this one has refused the size already, if nothing is left of it.
  if (shapes.some((shape) => shape.some((dim) => typeof dim === "number" && dim < 1))) return false;
  if (hasOpenAttrs) return infers(node, substituteAttrs(node.attrs, sizes), shapes);
  const key = shapes.map((shape) => shape.map(dimKey).join(" ")).join(", ");
  const known = accepted.get(key) ?? infers(node, node.attrs, shapes);
  accepted.set(key, known);
  return known;
}

function infers({ op }: Node, attrs: Attrs, shapes: readonly Shape[]): boolean {
  return findOp(op).infer(attrs, shapes).problems.length === 0;
}

/** The sizes of one name that fit while the others stay; null where all do. */
function fittingFor(applications: Application[], name: string, others: Sizes): FittingSizes | null {
  const sizes = Array.from({ length: largest }, (_, index) => index + 1).filter((size) => {
    return fits(applications, new Map(others).set(name, size));
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

function isOnly(found: FittingSizes, size: number): boolean {
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
