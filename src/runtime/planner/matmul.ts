import { elements } from "../elements.ts";
import { chunkOf, rowTable } from "./convolution/convolution.ts";
import { at, call, constant, type Draft, scratch, type Value } from "./draft.ts";
import { epilogueOf } from "./epilogue.ts";
import type { FusedStage } from "./fusion/fused-program.ts";
import { inLayout, outputValue } from "./values.ts";

/** A product of matrices for each place of the axes before them, which broadcast. */
export function draftMatmul(draft: Draft, stage: FusedStage): string {
  const [left, right] = stage.inputs.map((id) => inLayout(draft, id, "planar"));
  if (left === undefined || right === undefined) throw new Error("A product of matrices has two inputs.");
  const output = outputValue(draft, stage, "planar");
  const [inner = 1] = left.shape.slice(-1);
  const columns = right.shape.length === 1 ? 1 : (right.shape.at(-1) ?? 1);
  const [rows, batch] = sizesOf(left, right, inner);
  const matrices = [rows * inner * 4, inner * columns * 4, rows * columns * 4] as const;
  const sizes = { rows, inner, columns };
  for (const run of runsOf(batch, [batchOf(left), batchOf(right)])) {
    const { count, places, advance } = run;
    if (paysInTiles(sizes)) {
      productByTiles(draft, [left, right, output], run, sizes);
      continue;
    }
    const args = {
      left: at(left.at, places[0] * matrices[0]),
      right: at(right.at, places[1] * matrices[1]),
      output: at(output.at, places[2] * matrices[2]),
      inner,
      columns,
      rowBegin: 0,
      rowEnd: rows,
    };
    const steps = { left: advance[0] * matrices[0], right: advance[1] * matrices[1], output: matrices[2] };
    call(draft, "f32_matmul", args, { count, advance: steps, split: "row", multiple: 4 });
  }
  return "product of matrices";
}

interface ProductSizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** Bringing the right matrix into blocks of columns, and the product out of them, costs little against long sums. */
function paysInTiles({ rows, inner, columns }: ProductSizes): boolean {
  return inner >= 192 && rows >= 48 && columns >= 24;
}

/** Rows as pixels and columns as channels, as in `draftLinear`, with weights that each run makes. */
function productByTiles(
  draft: Draft,
  [left, right, output]: readonly [Value, Value, Value],
  { count, places, advance }: MatrixRun,
  { rows, inner, columns }: ProductSizes,
): void {
  const planes = Math.ceil(columns / 8);
  const rightCount = advance[1] === 0 ? 1 : count;
  const bytes = { panel: planes * inner * 32, blocks: planes * rows * 32 };
  const panels = scratch(draft, rightCount * bytes.panel);
  const blocks = scratch(draft, count * bytes.blocks);
  const whole = { planeBegin: 0, planeEnd: planes };
  call(
    draft,
    "f32_channels_first",
    {
      ...{ input: at(right.at, places[1] * inner * columns * 4), output: panels },
      ...{ outputPlane: inner * 32, channels: columns, pixels: inner, ...whole },
    },
    {
      count: rightCount,
      advance: { input: advance[1] * inner * columns * 4, output: bytes.panel },
      split: "plane",
    },
  );
  call(
    draft,
    "f32_conv",
    {
      ...{ input: at(left.at, places[0] * rows * inner * 4), inputPlane: 32, zeroPlanes: 0 },
      ...{ output: blocks, outputPlane: rows * 32, pixels: rows, taps: 1, channels: inner },
      ...{ weights: panels, bias: constant(draft, planes * 32, { kind: "zeros" }), firsts: 0 },
      ...{ residual: 0, residualPlane: 0, ...epilogueOf(null) },
      ...{ table: rowTable(draft, rows, inner * 4), chunk: chunkOf(rows, inner * 4) },
      ...{ blockBegin: 0, blockEnd: planes },
    },
    {
      count,
      advance: {
        input: advance[0] * rows * inner * 4,
        weights: rightCount === 1 ? 0 : bytes.panel,
        output: bytes.blocks,
      },
      split: "block",
    },
  );
  call(
    draft,
    "f32_channels_last",
    {
      ...{ input: blocks, inputPlane: rows * 32, output: at(output.at, places[2] * rows * columns * 4) },
      ...{ channels: columns, pixels: rows, ...whole },
    },
    { count, advance: { input: bytes.blocks, output: rows * columns * 4 }, split: "plane" },
  );
}

/** Rows of each product, and the sizes over which there is one. Where one matrix serves all, its rows follow each other. */
function sizesOf(
  left: Value,
  right: Value,
  inner: number,
): readonly [rows: number, batch: readonly number[]] {
  if (elements(batchOf(right)) === 1) return [elements(left.shape) / inner, []];
  const [shorter, longer] = [batchOf(left), batchOf(right)].sort((a, b) => a.length - b.length);
  const padded = [...(longer ?? []).map(() => 1), ...(shorter ?? [])].slice(-(longer ?? []).length);
  const batch = (longer ?? []).map((size, axis) => Math.max(size, padded[axis] ?? 1));
  return [left.shape.length === 1 ? 1 : (left.shape.at(-2) ?? 1), batch];
}

function batchOf({ shape }: Value): readonly number[] {
  return shape.slice(0, -2);
}

interface MatrixRun {
  readonly count: number;
  /** The first matrix of the left, the right and the output. */
  readonly places: readonly [number, number, number];
  readonly advance: readonly [number, number];
}

/** Products that follow each other evenly go into one call: those of the innermost axes on which neither operand repeats. */
function runsOf(
  batch: readonly number[],
  operands: readonly [readonly number[], readonly number[]],
): readonly MatrixRun[] {
  const strides = operands.map((sizes) => stridesOf(sizes, batch.length));
  const total = elements(batch);
  const places = Array.from({ length: total }, (_, place) =>
    strides.map((own) => placeIn(place, batch, own)),
  );
  const runs: MatrixRun[] = [];
  for (let start = 0; start < total; ) {
    const [first = [0, 0], second = first] = [places[start], places[start + 1]];
    const advance = [(second[0] ?? 0) - (first[0] ?? 0), (second[1] ?? 0) - (first[1] ?? 0)] as const;
    let count = 1;
    while (start + count < total && isNext(places[start + count - 1], places[start + count], advance))
      count++;
    runs.push({ count, places: [first[0] ?? 0, first[1] ?? 0, start], advance });
    start += count;
  }
  return runs;
}

function isNext(
  before: readonly number[] = [],
  after: readonly number[] = [],
  [left, right]: readonly [number, number],
): boolean {
  return (after[0] ?? 0) - (before[0] ?? 0) === left && (after[1] ?? 0) - (before[1] ?? 0) === right;
}

/** How many matrices further the next place on each axis is; 0 where one size serves all. */
function stridesOf(sizes: readonly number[], rank: number): readonly number[] {
  const padded = [...Array.from({ length: rank }, () => 1), ...sizes].slice(-rank);
  return padded.map((size, axis) => (size === 1 ? 0 : elements(padded.slice(axis + 1))));
}

function placeIn(place: number, batch: readonly number[], strides: readonly number[]): number {
  let rest = place;
  let own = 0;
  for (let axis = batch.length - 1; axis >= 0; axis--) {
    const size = batch[axis] ?? 1;
    own += (rest % size) * (strides[axis] ?? 0);
    rest = Math.floor(rest / size);
  }
  return own;
}
