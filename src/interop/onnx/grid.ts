import type { AffineGridLowering, GridSampleLowering } from "../../ops/index.ts";
import type { OnnxTensor } from "./onnx-model.ts";
import { int, ints, type Named, node, single, type Translation, text } from "./words.ts";

/** Version 17 knows images alone. */
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

/** The product of the matrices and all points, each with a 1 behind it. */
export function translateAffineGrid(named: Named, { alignCorners }: AffineGridLowering): Translation {
  const { inputs, output, stage, sizes } = named;
  const places = stage.shape.slice(1, -1);
  const count = places.reduce((a, b) => a * b, 1);
  const points: OnnxTensor = {
    name: `${output}/points`,
    shape: [places.length + 1, count],
    data: pointsOf(places, count, alignCorners),
  };
  const data = sizes.map((size) => (typeof size === "number" ? size : -1));
  const shape: OnnxTensor = { name: `${output}/shape`, shape: [data.length], data };
  const nodes = [
    node("MatMul", [inputs[0] ?? "", points.name], `${output}/moved`),
    node("Transpose", [`${output}/moved`], `${output}/rows`, { perm: ints([0, 2, 1]) }),
    node("Reshape", [`${output}/rows`, shape.name], output),
  ];
  return { nodes, constants: [points, shape] };
}

/** The last axis first, and ones at the end. */
function pointsOf(places: readonly number[], count: number, alignCorners: boolean): Float32Array {
  const points = new Float32Array((places.length + 1) * count).fill(1);
  let step = 1;
  [...places].reverse().forEach((size, row) => {
    const span = alignCorners ? Math.max(size - 1, 1) : size;
    for (let i = 0; i < count; i++)
      points[row * count + i] = (2 * (Math.floor(i / step) % size) - size + 1) / span;
    step *= size;
  });
  return points;
}
