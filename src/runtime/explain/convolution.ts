import type { ConvolutionLowering, TransposedConvolutionLowering } from "../../ops/index.ts";
import { plural } from "../../words/index.ts";
import type { Explanation, Operand, Part, Place, Subject } from "./explanation.ts";
import { elementsIn, explained, nothing, sumLines, weightedPart } from "./parts.ts";
import { type SliceRead, slicesSpread, slicesUnder } from "./slices.ts";

/** A patch and a filter for each input channel of the output channel's group. */
export function explainConvolution(subject: Subject<ConvolutionLowering>, place: Place): Explanation {
  const { lowering, operands, shape } = subject;
  const { kernel, stride, padding, dilation, groups } = lowering;
  const x = operandOf(operands);
  const axis = lowering.depth === null ? -3 : -4;
  const { first, channels, o } = groupOf(place, shape, x, groups, axis);
  const weight = subject.parameter(lowering.weight);
  const [oy = 0, ox = 0] = place.slice(-2);
  const corner = [oy * stride[0] - padding.top, ox * stride[1] - padding.left];
  const area = kernel[0] * kernel[1];
  const slices = slicesUnder(lowering, place.at(-3) ?? 0);
  const taps = slices.length * area;
  const parts = Array.from({ length: channels }, (_, c) =>
    slices.map(({ name, index, isOutside }, tap) => {
      const frame = {
        ...{ input: 0, name: `channel ${first + c}${name}`, size: kernel, step: dilation },
        place: [...place.slice(0, axis), first + c, ...index, ...corner],
      };
      const begin = (o * channels + c) * taps + tap * area;
      const elements = isOutside ? nothing(area) : elementsIn(x, frame);
      return weightedPart(frame, elements, [...weight.subarray(begin, begin + area)]);
    }),
  ).flat();
  const bias = lowering.bias === null ? null : (subject.parameter(lowering.bias)[o] ?? 0);
  const lines = sumLines(parts, productWords(channels, taps), bias);
  return explained(parts, lines, remarkOn(lowering, x, channels, axis));
}

/** The pixels of each input channel that the filter spreads to this place; taps between them meet nothing. */
export function explainTransposed(
  subject: Subject<TransposedConvolutionLowering>,
  place: Place,
): Explanation {
  const { lowering, operands, shape } = subject;
  const { kernel, stride, padding, dilation, groups } = lowering;
  const x = operandOf(operands);
  const axis = lowering.depth === null ? -3 : -4;
  const { first, channels, o, outputs } = groupOf(place, shape, x, groups, axis);
  const weight = subject.parameter(lowering.weight);
  const [oy = 0, ox = 0] = place.slice(-2);
  const rows = sources(oy + padding[0], kernel[0], stride[0], dilation[0]);
  const columns = sources(ox + padding[1], kernel[1], stride[1], dilation[1]);
  const area = kernel[0] * kernel[1];
  const slices = slicesSpread(lowering, place.at(-3) ?? 0);
  const taps = slices.length * area;
  const spreadBy = (c: number, { name, index, isOutside }: SliceRead, slice: number): Part => {
    const begin = ((first + c) * outputs + (o % outputs)) * taps + slice * area;
    const plane = [...place.slice(0, axis), first + c, ...index];
    const elements = Array.from({ length: area }, (_, tap) => {
      const row = rows[Math.floor(tap / kernel[1])] ?? null;
      const column = columns[tap % kernel[1]] ?? null;
      const inside = !isOutside && isIn(row, x.shape.at(-2)) && isIn(column, x.shape.at(-1));
      return { outside: !inside, value: inside ? x.at([...plane, row ?? 0, column ?? 0]) : 0 };
    });
    const frame = {
      ...{ input: 0, name: `channel ${first + c}${name}`, size: kernel, step: [1, 1] as const },
      place: [...plane, ...[rows, columns].map((list) => Math.min(...list.filter((one) => one !== null)))],
    };
    return weightedPart(frame, elements, [...weight.subarray(begin, begin + area)]);
  };
  const parts = Array.from({ length: channels }, (_, c) =>
    slices.map((read, slice) => spreadBy(c, read, slice)),
  ).flat();
  const bias = lowering.bias === null ? null : (subject.parameter(lowering.bias)[o] ?? 0);
  const remark =
    "Every input pixel spreads over the output by the filter; these pixels reach this place. Cells without one are marked.";
  return explained(parts, sumLines(parts, productWords(channels, taps), bias), remark);
}

/** The input row or column of each tap; null where the stride leaves none. */
function sources(at: number, kernel: number, stride: number, dilation: number): readonly (number | null)[] {
  return Array.from({ length: kernel }, (_, tap) => {
    const from = at - tap * dilation;
    return from % stride === 0 ? from / stride : null;
  });
}

function isIn(index: number | null, size = 1): boolean {
  return index !== null && index >= 0 && index < size;
}

function groupOf(place: Place, shape: readonly number[], x: Operand, groups: number, axis = -3) {
  const o = place.at(axis) ?? 0;
  const outputs = (shape.at(axis) ?? 1) / groups;
  const channels = (x.shape.at(axis) ?? 1) / groups;
  return { o, outputs, channels, first: Math.floor(o / outputs) * channels };
}

function productWords(channels: number, taps: number): string {
  const products = `the sum of ${plural(channels * taps, "product")}`;
  if (channels === 1 || taps === 1) return products;
  return `${products}, ${taps} for each of ${channels} channels`;
}

function remarkOn(
  { kernel: plane, groups, depth }: ConvolutionLowering,
  x: Operand,
  channels: number,
  axis: number,
): string | null {
  const kernel = depth === null ? plane : [depth.kernel, ...plane];
  const [all, taps] = [x.shape.at(axis) ?? 1, kernel.reduce((a, b) => a * b)];
  if (groups === 1) return null;
  const here = plural(channels * taps, "product");
  const plain = `A plain ${kernel.join("×")} convolution would sum ${plural(all * taps, "product")} here`;
  if (channels > 1) return `${groups} groups: this output sees ${channels} of ${all} channels. ${plain}.`;
  return `Depthwise: each channel is filtered alone, by ${here}. ${plain}; a 1×1 convolution after this one mixes the channels by ${all} more.`;
}

function operandOf([x]: readonly Operand[]): Operand {
  if (x === undefined) throw new Error("The op reads nothing.");
  return x;
}
