import type { LayerFact } from "../../analyzer/index.ts";
import { type Dim, known, type Shape } from "../../ir/index.ts";

/**
 * How the height, or the length, of what a window gives comes about: `H ⌊(224 + 2·3 − (7 − 1) − 1)/2⌋ + 1 = 112`. Null for
 * a layer without a window, and where the sum does not give what really comes out (rounded up, or transposed).
 */
export function sizeFormula({ attrs }: LayerFact, input: Shape, output: Shape): string | null {
  const [kernel, stride, padding] = [attrs.kernelSize, attrs.stride, attrs.padding].map(firstOf);
  const dilation = attrs.dilation === undefined ? 1 : firstOf(attrs.dilation);
  const [size, result] = [input[2], output[2]].map((one) => (one === undefined ? undefined : known(one)));
  const parts = [kernel, stride, padding, dilation, size, result];
  if (!parts.every((part) => part !== undefined)) return null;
  const [k = 0, s = 1, p = 0, d = 1, h = 0, out = 0] = parts;
  if (Math.floor((h + 2 * p - d * (k - 1) - 1) / s) + 1 !== out) return null;
  const pads = p === 0 ? "" : ` + 2·${p}`;
  const taps = `${d === 1 ? "" : `${d}·`}(${k} − 1)`;
  const axis = input.length === 4 ? "H" : "size";
  return `${axis} ⌊(${h}${pads} − ${taps} − 1)/${s}⌋ + 1 = ${out}`;
}

function firstOf(value: unknown): number | undefined {
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === "number" || typeof first === "object" ? known(first as Dim) : undefined;
}
