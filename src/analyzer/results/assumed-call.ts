import { type Dim, dimKey, type Shape, type SymbolBindings, substitute, symbol } from "../../ir/index.ts";
import type { Machine } from "../run/machine.ts";
import type { Value } from "../values/value.ts";
import { type Attempt, attempt, hasErrors, type Problems } from "./attempt.ts";
import { onlyDeclared } from "./declared-values.ts";
import {
  areContradictory,
  type Demand,
  demandOf,
  freshSizes,
  imageFor,
  type Solution,
  solve,
} from "./demands.ts";
import { exampleArguments, exampleTensor, type Signature } from "./example-inputs.ts";

/** What is called on assumed arguments. */
export interface Callee<T> {
  readonly signature: Signature | undefined;
  call(args: readonly Value[]): T;
}

/**
 * Calls something whose input is not stated on an assumed one: its channels from the layer that fixes them, its size by a
 * setting, or symbols for it where `size` is null. A fault that only the assumption causes is not the author's. So others
 * are tried, and faults are reported only where no input is found that runs.
 */
export function callOnAssumed<T>(m: Machine, callee: Callee<T>, size: number | null): T | undefined {
  const before = { steps: m.steps, cuts: m.cuts };
  const images = explore(m, callee, ["image"], false);
  const uses = images.tensors > 1 ? explore(m, callee, ["image of its own size"], false) : images;
  const [likely = ["image"], ...others] = candidates(
    usesOf(uses, images.solution.bound.has(freshSizes.width)),
    haveOneWidth(uses),
  );
  const first = likely.every((kind) => kind === "image") ? images : explore(m, callee, likely, false);
  const passed: Explored[] = [];
  const most = m.steps + mostSteps + triesOfFirst * (m.steps - before.steps);
  for (const kinds of [null, ...others]) {
    if (m.steps > most) break;
    const explored = kinds === null ? first : explore(m, callee, kinds, true);
    if (explored.isRefused) continue;
    passed.push(explored);
    const settled = explored.problems.size > 0 ? undefined : settle(m, callee, explored, size);
    if (settled !== undefined) return settled.result;
  }
  // Every attempt that passed is doubtful; if no numbers fit, the sizes stay symbols.
  const doubtful = passed.filter(({ problems }) => problems.size > 0);
  const open = passed.filter(({ solution }) => !areContradictory(solution));
  const settled =
    firstSettled(doubtful, (explored) => settle(m, callee, explored, size)) ??
    firstSettled(open, (explored) => settle(m, callee, explored, null));
  if (settled !== undefined) return settled.result;
  // What was not followed to its end may be right.
  return m.cuts > before.cuts || m.steps > most ? undefined : despite(m, callee, first, size);
}

/** What others of the likeliest assumptions may cost: so many steps, and so many times what was explored at first. */
const mostSteps = 10_000;
const triesOfFirst = 4;

function firstSettled<T>(
  all: readonly Explored[],
  settleOne: (explored: Explored) => Settled<T> | undefined,
): Settled<T> | undefined {
  for (const explored of all) {
    const settled = settleOne(explored);
    if (settled !== undefined) return settled;
  }
  return undefined;
}

/** What is assumed of one tensor. */
type TensorKind = keyof typeof shapes | "unknown";

/** By the tensor's index among the arguments, which is appended to its own sizes' names. */
const shapes = {
  image: () => sizesOf("batch", "channels", "height", "width"),
  "image of its own channels": (index: number) => [
    ...sizesOf("batch"),
    ...sizesAt(index, "channels"),
    ...sizesOf("height", "width"),
  ],
  "image of its own size": (index: number) => [
    ...sizesOf("batch"),
    ...sizesAt(index, "channels", "height", "width"),
  ],
  tokens: (index: number) => [...sizesOf("batch"), ...sizesAt(index, "length", "channels")],
  row: (index: number) => [...sizesOf("batch"), ...sizesAt(index, "channels")],
  vector: (index: number) => sizesAt(index, "channels"),
  clip: (index: number) => [
    ...sizesOf("batch"),
    ...sizesAt(index, "length", "channels"),
    ...sizesOf("height", "width"),
  ],
} satisfies Readonly<Record<string, (index: number) => Shape>>;

function sizesOf(...names: readonly (keyof typeof freshSizes)[]): Shape {
  return sizesAt(0, ...names);
}

function sizesAt(index: number, ...names: readonly (keyof typeof freshSizes)[]): Shape {
  return names.map((name) => symbol(nameAt(index, name)));
}

/** The kind of each tensor; the last one is that of all that follow. */
type Kinds = readonly TensorKind[];

/** Inferred from the first layers that the tensor reaches. */
type Use = "image" | "row" | "open";

/**
 * What a convolution takes is an image: it also takes one without a batch, but models are hardly ever written for that. Where a
 * layer takes what several tensors are joined to for rows, all of them are.
 */
function usesOf({ solution, tensors }: Explored, areRowsTogether: boolean): readonly Use[] {
  const { channels, bound } = solution;
  const uses = [...Array(tensors).keys()].map((index): Use => {
    if (channels.has(nameAt(index, "channels"))) return "image";
    return bound.has(nameAt(index, "width")) ? "row" : "open";
  });
  const areRows = areRowsTogether && !uses.includes("row");
  return areRows ? uses.map((use) => (use === "open" ? "row" : use)) : uses;
}

/** Whether no two of them need different channels. */
function haveOneWidth({ solution, tensors }: Explored): boolean {
  const bound = [...Array(tensors).keys()].flatMap(
    (index) => solution.bound.get(nameAt(index, "channels")) ?? [],
  );
  return new Set(bound.map(dimKey)).size <= 1;
}

function nameAt(index: number, size: keyof typeof freshSizes): string {
  return `${freshSizes[size]}${index === 0 ? "" : index + 1}`;
}

const ownImageKinds = ["image of its own channels", "image of its own size"] as const;
const rowKinds = ["row", "tokens", "image"] as const;
const openKinds = ["image", "tokens", "row", "vector", "clip"] as const;

/** The assumptions to try, the likeliest first. About a second tensor and later ones, nothing at all may be assumed. */
function candidates(uses: readonly Use[], haveOneWidth: boolean): readonly Kinds[] {
  const firstOpen = uses.indexOf("open");
  const others = uses.lastIndexOf("open") > firstOpen ? ([...openKinds, "unknown"] as const) : openKinds;
  const images: readonly TensorKind[] =
    uses.length === 1 ? ["image"] : haveOneWidth ? ["image", ...ownImageKinds] : [...ownImageKinds, "image"];
  const all = rowKinds.flatMap((row) =>
    openKinds.flatMap((first) =>
      others.flatMap((other) =>
        images.map((image): Kinds => {
          const ofImage = (kind: TensorKind): TensorKind => (kind === "image" ? image : kind);
          const open = (index: number): TensorKind => ofImage(index === firstOpen ? first : other);
          return uses.map((use, index) => (use === "open" ? open(index) : use === "row" ? row : image));
        }),
      ),
    ),
  );
  return [...new Map(all.map((kinds) => [kinds.join(), kinds])).values()];
}

interface Explored {
  readonly kinds: Kinds;
  readonly solution: Solution;
  readonly problems: Problems;
  readonly isRefused: boolean;
  /** How many tensors there are among the arguments. */
  readonly tensors: number;
}

const nowhere = { start: 0, end: 0 };

/** Calls on symbols, only to learn what the layers demand; leaves nothing behind. */
function explore<T>(m: Machine, callee: Callee<T>, kinds: Kinds, endsAtError: boolean): Explored {
  const demands: Demand[] = [];
  const { observed } = m;
  const { args, tensors } = argumentsFor(m, callee, kinds, new Map());
  m.observed = nowhere;
  m.onApply = (op, attrs, inputs) => {
    const demand = demandOf(op, attrs, inputs);
    if (demand !== undefined) demands.push(demand);
  };
  const tried = attempt(m, () => callee.call(args), endsAtError);
  Object.assign(m, { onApply: null, observed });
  tried.drop();
  return { kinds, solution: solve(demands), problems: tried.problems, isRefused: isRefused(tried), tensors };
}

function isRefused({ result, problems }: Attempt<unknown>): boolean {
  return result === undefined || hasErrors(problems);
}

function argumentsFor<T>(
  m: Machine,
  { signature }: Callee<T>,
  kinds: Kinds,
  sizes: SymbolBindings,
): { readonly args: readonly Value[]; readonly tensors: number } {
  let tensors = 0;
  const next = (): Value => {
    const index = tensors++;
    const kind = kinds[Math.min(index, kinds.length - 1)] ?? "image";
    if (kind === "unknown") return onlyDeclared("The tensor");
    return exampleTensor(
      shapes[kind](index).map((dim) => substitute(dim, sizes)),
      index,
      sizes.has(freshSizes.batch),
    );
  };
  const args = signature === undefined ? [next()] : exampleArguments(m, signature, next);
  return { args, tensors };
}

/** The call with what the layers demand; undefined where it is refused all the same. */
function settle<T>(
  m: Machine,
  callee: Callee<T>,
  explored: Explored,
  size: number | null,
): Settled<T> | undefined {
  const { solution, problems } = explored;
  if (size === null) {
    const tried = tryWith(m, callee, explored, solution.bound, true);
    return isRefused(tried) ? dropped(tried) : kept(m, tried, tried.problems);
  }
  if (areContradictory(solution)) return undefined;
  const first = tryWith(m, callee, explored, numbersFor(solution, size), true);
  if (!isRefused(first)) return kept(m, first, problems);
  first.drop();
  const open = tryWith(m, callee, explored, solution.bound, true);
  open.drop();
  return isRefused(open) ? undefined : ofOtherSize(m, callee, explored);
}

type Settled<T> = { readonly result: T | undefined };

const otherSizes = [32, 64, 128, 256, 512, 1024] as const;

/** The call on an image of another size, where only the size is at fault; undefined where none of a few will do. */
function ofOtherSize<T>(m: Machine, callee: Callee<T>, explored: Explored): Settled<T> | undefined {
  for (const other of otherSizes) {
    const tried = tryWith(m, callee, explored, numbersFor(explored.solution, other), true);
    if (!isRefused(tried)) return kept(m, tried, explored.problems);
    tried.drop();
  }
  return undefined;
}

/** The call where every input is refused, with the faults that do not depend on its size. */
function despite<T>(m: Machine, callee: Callee<T>, explored: Explored, size: number | null): T | undefined {
  const { solution } = explored;
  const open = tryWith(m, callee, explored, solution.bound, false);
  if (size === null) return kept(m, open, open.problems).result;
  open.drop();
  const tried = tryWith(m, callee, explored, numbersFor(solution, size), false);
  const mismatches = [...tried.problems].filter(([, { code }]) => code === "feature-mismatch");
  return kept(m, tried, new Map([...open.problems, ...(areContradictory(solution) ? mismatches : [])]))
    .result;
}

function tryWith<T>(
  m: Machine,
  callee: Callee<T>,
  { kinds }: Explored,
  sizes: SymbolBindings,
  endsAtError: boolean,
): Attempt<T> {
  const { args } = argumentsFor(m, callee, kinds, sizes);
  return attempt(m, () => callee.call(args), endsAtError);
}

/** Numbers for the sizes that images share; a size of its own stays a symbol. */
function numbersFor(solution: Solution, size: number): SymbolBindings {
  const square = ([freshSizes.height, freshSizes.width] as const).map((name): [string, Dim] => [name, size]);
  const image = imageFor(solution, size) ?? new Map<string, Dim>();
  return new Map<string, Dim>([[freshSizes.batch, 1], ...square, ...image, ...solution.bound]);
}

function dropped(tried: Attempt<unknown>): undefined {
  tried.drop();
}

function kept<T>(m: Machine, tried: Attempt<T>, problems: Problems): Settled<T> {
  tried.keep();
  for (const [key, problem] of problems) if (!m.problems.has(key)) m.problems.set(key, problem);
  return { result: tried.result };
}
