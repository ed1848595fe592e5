import { describe, it } from "mocha";
import type { Recorded } from "../../src/ir/index.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";

/** Of the largest magnitude, as for convolutions of images. */
const tolerance = 1e-5;

interface Row {
  readonly shape: readonly number[];
  readonly out: number;
  readonly kernel: readonly number[];
  readonly stride?: readonly number[];
  readonly padding?: readonly number[];
  readonly dilation?: readonly number[];
  readonly outputPadding?: readonly number[];
  readonly groups?: number;
}

/** Signals around blocks and tiles, and lines, planes and cubes in volumes: what each path of the planner serves. */
const rows: readonly Row[] = [
  ...[1, 2, 5, 6, 7, 13].map((L) => ({ shape: [2, 9, L], out: 8, kernel: [3], padding: [1] })),
  ...[7, 8, 9, 17].map((C) => ({ shape: [1, C, 40], out: 11, kernel: [5], stride: [2], padding: [2] })),
  { shape: [1, 1, 400], out: 16, kernel: [80], stride: [4] },
  { shape: [1, 16, 64], out: 16, kernel: [2], dilation: [16] },
  { shape: [2, 16, 31], out: 16, kernel: [3], padding: [1], groups: 16 },
  { shape: [2, 12, 31], out: 8, kernel: [3], padding: [1], groups: 4 },
  { shape: [2, 9, 3, 5, 7], out: 11, kernel: [1, 1, 1] },
  { shape: [2, 9, 4, 5, 7], out: 11, kernel: [1, 1, 1], stride: [2, 2, 2] },
  { shape: [2, 17, 5, 6, 7], out: 24, kernel: [3, 1, 1], padding: [1, 0, 0] },
  {
    shape: [1, 17, 5, 6, 7],
    out: 9,
    kernel: [3, 1, 1],
    padding: [2, 0, 0],
    stride: [2, 1, 1],
    dilation: [2, 1, 1],
  },
  { shape: [2, 16, 4, 12, 13], out: 16, kernel: [1, 3, 3], padding: [0, 1, 1] },
  { shape: [2, 16, 4, 12, 13], out: 24, kernel: [3, 3, 3], padding: [1, 1, 1] },
  { shape: [1, 32, 5, 14, 14], out: 32, kernel: [3, 3, 3], padding: [1, 1, 1], stride: [2, 2, 2] },
  { shape: [1, 16, 3, 12, 12], out: 16, kernel: [2, 3, 3], padding: [2, 1, 1] },
  { shape: [1, 3, 4, 15, 13], out: 16, kernel: [3, 7, 7], padding: [1, 3, 3], stride: [1, 2, 2] },
  { shape: [2, 16, 3, 5, 5], out: 16, kernel: [3, 3, 3], padding: [1, 1, 1], groups: 16 },
  { shape: [2, 12, 3, 5, 5], out: 8, kernel: [3, 3, 3], padding: [1, 1, 1], groups: 4 },
  { shape: [8, 3, 5, 5], out: 8, kernel: [2, 2, 2], dilation: [2, 1, 3] },
];

const transposed: readonly Row[] = [
  { shape: [2, 9, 13], out: 8, kernel: [4], stride: [2], padding: [1] },
  { shape: [2, 12, 5], out: 9, kernel: [3], stride: [3], outputPadding: [2], groups: 3 },
  { shape: [2, 9, 3, 4, 5], out: 11, kernel: [2, 2, 2], stride: [2, 2, 2] },
  { shape: [1, 16, 3, 4, 5], out: 8, kernel: [3, 4, 3], stride: [1, 2, 1], padding: [1, 1, 0] },
  {
    shape: [1, 12, 2, 3, 3],
    out: 6,
    kernel: [3, 2, 3],
    stride: [2, 1, 2],
    outputPadding: [1, 0, 1],
    groups: 3,
  },
  { shape: [1, 8, 3, 3, 3], out: 8, kernel: [2, 3, 3], dilation: [2, 2, 1], stride: [3, 1, 1] },
];

describe("signals and volumes", () => {
  for (const row of rows) {
    it(`a convolution, ${inWords(row)}`, async () => {
      const x = given(row.shape);
      await assertKernelsAgree(graphOf([x], [withRest(convolution("conv", row, x))]), tolerance);
    });
  }

  for (const row of transposed) {
    it(`a transposed convolution, ${inWords(row)}`, async () => {
      const x = given(row.shape);
      await assertKernelsAgree(graphOf([x], [withRest(convolution("conv-transpose", row, x))]), tolerance);
    });
  }

  for (const row of rows.filter(({ groups = 1 }) => groups > 1)) {
    it(`no number of one group reaches another one where it is not finite, ${inWords(row)}`, async () => {
      const x = given(row.shape);
      const numbers = new Float32Array(row.shape.reduce((a, b) => a * b)).fill(1);
      numbers[1] = Number.NaN;
      await assertKernelsAgree(graphOf([x], [convolution("conv", row, x)]), tolerance, [numbers]);
    });
  }

  it("what comes between keeps its form: sums, gates, concatenations, slices, means and norms", async () => {
    for (const shape of [
      [2, 16, 24],
      [2, 16, 3, 6, 7],
    ]) {
      const axes = shape.length - 2;
      const x = given(shape);
      const each = (value: number): number[] => Array.from({ length: axes }, () => value);
      const row = { shape, out: 16, kernel: each(3), padding: each(1) };
      const first = withRest(convolution("conv", row, x, "first"));
      const gate = apply("sigmoid", {}, [
        apply(`adaptive-avg-pool${axes}d`, { outputSize: each(1) }, [first]),
      ]);
      const gated = apply("mul", {}, [first, gate]);
      const wide = apply("cat", { dim: 1 }, [gated, first]);
      const half = apply("narrow", { dim: 1, start: 8, length: 16 }, [wide]);
      const norm = apply(
        "group-norm",
        { numGroups: 4, numChannels: 16, epsilon: 1e-5, affine: true },
        [half],
        "n",
      );
      const dims = each(0).map((_, axis) => axis + 2);
      const means = apply("mean", { dims, keepdim: false }, [apply("add", {}, [norm, x])]);
      const last = apply("softmax", { dim: -1 }, [apply("add", {}, [norm, x])]);
      await assertKernelsAgree(graphOf([x], [means, last, wide]), tolerance);
    }
  });
});

function convolution(kind: "conv" | "conv-transpose", row: Row, x: Recorded, owner = "c"): Recorded {
  const { kernel, out, groups = 1 } = row;
  const axes = kernel.length;
  const same = (value: number): number[] => kernel.map(() => value);
  const attrs = {
    inChannels: Number(x.shape[x.shape.length - axes - 1]),
    outChannels: out,
    kernelSize: kernel,
    stride: row.stride ?? same(1),
    padding: row.padding ?? same(0),
    dilation: row.dilation ?? same(1),
    groups,
    bias: true,
    ...(kind === "conv" ? {} : { outputPadding: row.outputPadding ?? same(0) }),
  };
  return apply(`${kind}${axes}d`, attrs, [x], owner);
}

/** With a batch norm, a residual and an activation, which the convolution takes on where it can. */
function withRest(y: Recorded): Recorded {
  const axes = y.shape.length - 2;
  if (axes === 2) return apply("relu", {}, [y]);
  const norm = { numFeatures: Number(y.shape[1]), epsilon: 1e-5, momentum: 0.1, affine: true };
  const normal = apply(`batch-norm${axes}d`, norm, [y], "b");
  const other = apply("sigmoid", {}, [given(y.shape, 1)]);
  return apply("relu", {}, [apply("add", {}, [normal, other])]);
}

function inWords({ shape, kernel, stride, groups }: Row): string {
  const parts = [shape.join("×"), `kernel ${kernel.join("×")}`];
  if (stride !== undefined) parts.push(`stride ${stride.join("×")}`);
  if (groups !== undefined) parts.push(`groups ${groups}`);
  return parts.join(", ");
}
