import { describe, it } from "mocha";
import type { Attrs, Recorded } from "../../src/ir/index.ts";
import { findOp } from "../../src/ops/index.ts";
import { apply, given, graphOf } from "../support/op-graph.ts";
import { assertKernelsAgree } from "../support/session-run.ts";

/** A maximum is exact; a mean sums in another order than the reference. */
const tolerance = 1e-6;

const sizes = [1, 2, 3, 5, 7];
const kernels = [
  [2, 2],
  [3, 3],
  [5, 5],
  [3, 1],
  [1, 3],
  [4, 2],
];

/** Windows at every distance, that hang over each edge, or lie under padding alone where they are dilated. */
function windows(): readonly (readonly [op: string, attrs: Attrs])[] {
  return kernels.flatMap((kernelSize) =>
    [1, 2, 3, 4, 5].flatMap((step) =>
      [0, 1].flatMap((most) =>
        [true, false].flatMap((flag) => {
          const padding = kernelSize.map((size) => Math.min(most, size >> 1));
          const window = { kernelSize, stride: [step, step], padding };
          return [
            ...[1, 2, 3].map(
              (by) => ["max-pool2d", { ...window, ceilMode: flag, dilation: [by, by] }] as const,
            ),
            ["avg-pool2d", { ...window, ceilMode: true, countIncludePad: flag }] as const,
          ];
        }),
      ),
    ),
  );
}

function pooled(op: string, attrs: Attrs, input: Recorded): readonly Recorded[] {
  return findOp(op).infer(attrs, [input.shape]).problems.length > 0 ? [] : [apply(op, attrs, [input])];
}

describe("poolings agree with the reference wherever a window may lie", () => {
  for (const H of sizes) {
    for (const W of sizes) {
      it(`on maps of ${H}×${W}`, async () => {
        const source = given([2, 9, H, W]);
        const outputs = windows().flatMap(([op, attrs]) => pooled(op, attrs, source));
        await assertKernelsAgree(graphOf([source], outputs), tolerance);
      });
    }
  }
});
