import { type AffineGridLowering, coordinateOf, type GridSampleLowering } from "../../ops/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { int, ints, type Named, node, outputShape, single, type Translation, text } from "./words.ts";

/** Opset 17 samples only images, no volumes. */
export function translateGridSample(
  named: Named,
  { mode, padding, alignCorners }: GridSampleLowering,
): Translation | null {
  if (named.stage.shape.length !== 4) return null;
  return single(named, "GridSample", {
    mode: text(mode),
    padding_mode: text(padding),
    align_corners: int(alignCorners ? 1 : 0),
  });
}

/** The product of the matrices and all points, with a 1 appended to each. */
export function translateAffineGrid(named: Named, { alignCorners }: AffineGridLowering): Translation {
  const { inputs, output, stage } = named;
  const places = stage.shape.slice(1, -1);
  const count = places.reduce((a, b) => a * b, 1);
  const points: OnnxTensor = {
    name: `${output}/points`,
    shape: [places.length + 1, count],
    data: pointsOf(places, count, alignCorners),
  };
  const shape = outputShape(named);
  const nodes = [
    node("MatMul", [inputs[0] ?? "", points.name], `${output}/moved`),
    node("Transpose", [`${output}/moved`], `${output}/rows`, { perm: ints([0, 2, 1]) }),
    node("Reshape", [`${output}/rows`, shape.name], output),
  ];
  return { nodes, constants: [points, shape] };
}

/** A row for each coordinate, the last axis first, and a row of ones. */
function pointsOf(places: readonly number[], count: number, alignCorners: boolean): Float32Array {
  const points = new Float32Array((places.length + 1) * count).fill(1);
  let step = 1;
  [...places].reverse().forEach((size, row) => {
    for (let i = 0; i < count; i++)
      points[row * count + i] = coordinateOf(Math.floor(i / step) % size, size, alignCorners);
    step *= size;
  });
  return points;
}
