import type { ResizeLowering } from "../../ops/index.ts";
import { int, type Named, node, type Translation, text } from "./words.ts";

/**
 * `Resize` with PyTorch's coordinates. A factor is written as one where it comes to the size and the step that
 * PyTorch has of it; else the size is written, of which a batch that only a run knows is taken from the input.
 */
export function translateResize(named: Named, lowering: ResizeLowering): Translation {
  const { mode, alignCorners } = lowering;
  const corners = alignCorners ? "align_corners" : "half_pixel";
  const attributes = {
    mode: text(mode === "nearest" ? "nearest" : "linear"),
    coordinate_transformation_mode: text(mode === "nearest" ? "asymmetric" : corners),
    nearest_mode: text("floor"),
  };
  const scales = scalesOf(named, lowering);
  const [input = ""] = named.inputs;
  const { output } = named;
  if (scales !== null) {
    const name = `${output}/scales`;
    const nodes = [node("Resize", [input, "", name], output, attributes)];
    return { nodes, constants: [{ name, shape: [4], data: Float32Array.from(scales) }] };
  }
  const size = sizeOf(named);
  const resize = node("Resize", [input, "", "", `${output}/size`], output, attributes);
  return { nodes: [...size.nodes, resize], constants: size.constants };
}

/** Factors as ONNX Runtime reads them, which rounds size · factor in single precision; null where that is not ours. */
function scalesOf(
  { shapes, stage }: Named,
  { scale, mode, alignCorners }: ResizeLowering,
): readonly number[] | null {
  if (scale === null || alignCorners) return null;
  const factors = scale.map((factor, axis) => {
    const [from = 1, to = 1] = [shapes[0]?.[axis + 2], stage.shape[axis + 2]];
    const single = Math.fround(mode === "bilinear" && from === to ? 1 : factor);
    return Math.floor(Math.fround(from * single)) === to ? single : null;
  });
  const [height, width] = factors;
  return height == null || width == null ? null : [1, 1, height, width];
}

function sizeOf({ inputs, output, sizes, stage }: Named): Translation {
  const size = `${output}/size`;
  if (sizes.every((one) => typeof one === "number")) {
    return { nodes: [], constants: [{ name: size, shape: [4], data: stage.shape }] };
  }
  const rest = `${output}/rest`;
  const nodes = [
    node("Shape", [inputs[0] ?? ""], `${output}/batch`, { start: int(0), end: int(1) }),
    node("Concat", [`${output}/batch`, rest], size, { axis: int(0) }),
  ];
  return { nodes, constants: [{ name: rest, shape: [3], data: stage.shape.slice(1) }] };
}
