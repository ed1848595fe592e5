import type { ColumnsWindow, FoldLowering, UnfoldLowering } from "../../ops/index.ts";
import type { Explanation, Place, Subject } from "./explanation.ts";
import { explained, single, sumLines } from "./parts.ts";

/** The pixel under a tap, or none outside the image. */
export function explainUnfold({ lowering, operands }: Subject<UnfoldLowering>, place: Place): Explanation {
  const [x] = operands;
  const [height = 1, width = 1] = (x?.shape ?? []).slice(-2);
  const [row = 0, column = 0] = place.slice(-2);
  const taps = lowering.kernel[0] * lowering.kernel[1];
  const pixel = pixelUnder(lowering, row % taps, column, [height, width]);
  if (x === undefined || pixel === null) return explained([], [{ words: "outside the image", value: 0 }]);
  const from = [...place.slice(0, -2), Math.floor(row / taps), ...pixel];
  const value = x.at(from);
  return explained([single(0, `at ${from.join(", ")}`, from, value)], [{ words: "the same number", value }]);
}

/** Every tap at every place that lies on the pixel. */
export function explainFold({ lowering, operands }: Subject<FoldLowering>, place: Place): Explanation {
  const [x] = operands;
  const [channel = 0, row = 0, column = 0] = place.slice(-3);
  const taps = lowering.kernel[0] * lowering.kernel[1];
  const parts = Array.from(
    { length: taps * (x?.shape.at(-1) ?? 0) },
    (_, i) => [i % taps, Math.floor(i / taps)] as const,
  )
    .filter(([tap, at]) => pixelUnder(lowering, tap, at, lowering.size)?.join() === `${row},${column}`)
    .map(([tap, at]) => {
      const from = [...place.slice(0, -3), channel * taps + tap, at];
      return single(0, `tap ${tap}, place ${at}`, from, x?.at(from) ?? Number.NaN);
    });
  return explained(parts, sumLines(parts, "the sum of the columns here", null));
}

function pixelUnder(
  { kernel, stride, padding, dilation }: ColumnsWindow,
  tap: number,
  place: number,
  [height, width]: readonly [number, number],
): readonly [number, number] | null {
  const across = Math.floor((width + 2 * padding[1] - dilation[1] * (kernel[1] - 1) - 1) / stride[1]) + 1;
  const y = Math.floor(place / across) * stride[0] + Math.floor(tap / kernel[1]) * dilation[0] - padding[0];
  const x = (place % across) * stride[1] + (tap % kernel[1]) * dilation[1] - padding[1];
  return y >= 0 && y < height && x >= 0 && x < width ? [y, x] : null;
}
