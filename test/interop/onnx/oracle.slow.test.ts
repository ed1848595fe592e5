import { describe, it } from "mocha";
import { elementCount, knownShape, type Recorded } from "../../../src/ir/index.ts";
import { ops } from "../../../src/ops/index.ts";
import { apply, given, graphOf } from "../../support/op-graph.ts";
import { assertOracleAgrees } from "../../support/oracle.ts";

/** What takes longer than a blink in the references' stead. */
const mostElements = 4e5;

/**
 * ONNX samples only images, gathers with indices of as many axes as the input, pools by windows of one size, and
 * its transposed convolution adds no more at the end than it pads or strides.
 */
const notInOnnx: ReadonlySet<string> = new Set([
  "grid-sample: a volume",
  "gather: a single place, of a row",
  "adaptive-max-pool1d: parts overlap where they do not divide the signal",
  "functional-conv-transpose2d: a row more than the stride, which the dilation allows, without a bias or a batch",
  "adaptive-max-pool2d: parts overlap where they do not divide the input",
  "adaptive-max-pool3d: parts overlap where they do not divide the volume, null keeps a size",
]);

/** Ops whose second input holds indices. ONNX refuses those out of range, so they are clamped to 0 and 1. */
const takesPlaces: ReadonlySet<string> = new Set(["gather", "max-unpool1d", "max-unpool2d", "max-unpool3d"]);

describe("ONNX Runtime agrees, op by op", () => {
  for (const op of ops.filter(({ kind }) => kind !== "input")) {
    for (const { name, attrs, inputs, output, problems = [] } of op.examples) {
      const known = [...inputs, output].every((shape) => knownShape(shape));
      if (problems.length > 0 || !known || notInOnnx.has(`${op.kind}: ${name}`)) continue;
      if (inputs.some((shape) => Number(elementCount(shape)) > mostElements)) continue;
      it(`${op.kind}: ${name}`, async () => {
        const sources = inputs.map((shape, stream) => given(shape, stream));
        const operands = takesPlaces.has(op.kind) ? sources.map(asPlacesBehindFirst) : sources;
        const graph = graphOf(sources, [apply(op.kind, attrs, operands)]);
        await assertOracleAgrees(graph, [{ tolerance: 1e-5 }]);
      });
    }
  }
});

function asPlacesBehindFirst(source: Recorded, index: number): Recorded {
  return index === 0 ? source : apply("clamp", { min: 0, max: 1 }, [source], "places");
}
