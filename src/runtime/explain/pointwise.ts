import type { ActivationLowering, AffineLowering, BinaryLowering, SelectLowering } from "../../ops/index.ts";
import { realNumber } from "../../words/index.ts";
import type { Explanation, Line, Operand, Part, Place, Subject } from "./explanation.ts";
import { explained, single } from "./parts.ts";

/** Batch normalisation at inference, one step after the other. */
export function explainAffine(subject: Subject<AffineLowering>, place: Place): Explanation {
  const { lowering, operands } = subject;
  const channel = place[1] ?? 0;
  const of = (name: string): number => subject.parameter(name)[channel] ?? Number.NaN;
  const x = operands[0]?.at(place) ?? Number.NaN;
  const [mean, variance] = [of(lowering.mean), of(lowering.variance)];
  const remark =
    `When it runs, channel ${channel} is normalised by the mean ${realNumber(mean)} and variance ` +
    `${realNumber(variance)} that it keeps, whatever the picture.`;
  const centred = x - mean;
  const normal = centred / Math.sqrt(variance + lowering.epsilon);
  const lines: Line[] = [
    { words: `minus the mean ${realNumber(mean)}`, value: centred },
    { words: `divided by √(${realNumber(variance)} + ${realNumber(lowering.epsilon)})`, value: normal },
    ...scaled(
      normal,
      lowering.weight === null ? null : of(lowering.weight),
      lowering.bias === null ? null : of(lowering.bias),
    ),
  ];
  return explained([single(0, "x", place, x)], lines, remark);
}

/** γ · x + β, as far as there are γ and β. */
export function scaled(x: number, weight: number | null, bias: number | null): readonly Line[] {
  const product = weight === null ? x : x * weight;
  return [
    ...(weight === null ? [] : [{ words: `times γ ${realNumber(weight)}`, value: product }]),
    ...(bias === null ? [] : [{ words: `plus β ${realNumber(bias)}`, value: product + bias }]),
  ];
}

export function explainActivation(
  { lowering, operands, reference }: Subject<ActivationLowering>,
  place: Place,
): Explanation {
  const x = operands[0]?.at(place) ?? Number.NaN;
  return explained([single(0, "x", place, x)], [{ words: `${lowering.fn} of it`, value: reference(x) }]);
}

/** Two operands, each broadcast as NumPy does. A residual addition is x and F(x). */
export function explainBinary(
  { lowering: { fn }, operands }: Subject<BinaryLowering>,
  place: Place,
): Explanation {
  const parts = broadcastParts(operands, ["first operand", "second operand"], place);
  const [a, b] = parts.map(({ result }) => result);
  if (a === undefined || b === undefined) return explained(parts, []);
  const line = `${realNumber(a)} ${signs[fn]} ${b < 0 ? `(${realNumber(b)})` : realNumber(b)}`;
  return explained(parts, [{ words: line, value: calculations[fn](a, b) }]);
}

/** One of two operands: the one that the condition chooses. */
export function explainSelect({ operands }: Subject<SelectLowering>, place: Place): Explanation {
  const parts = broadcastParts(operands, ["condition", "where it holds", "elsewhere"], place);
  const [condition, yes, no] = parts.map(({ result }) => result);
  const holds = condition !== 0;
  const words = holds
    ? "the condition is not 0: the second operand"
    : "the condition is 0: the third operand";
  return explained(parts, [{ words, value: (holds ? yes : no) ?? Number.NaN }]);
}

/** What each operand has at the place, broadcast as NumPy does. */
function broadcastParts(
  operands: readonly Operand[],
  names: readonly string[],
  place: Place,
): readonly Part[] {
  return operands.map((operand, input) => {
    const own = place.slice(place.length - operand.shape.length);
    const from = own.map((index, axis) => (operand.shape[axis] === 1 ? 0 : index));
    return single(input, names[input] ?? "", from, operand.at(from));
  });
}

const signs = {
  add: "+",
  subtract: "−",
  multiply: "×",
  divide: "÷",
  maximum: "or, if larger,",
  minimum: "or, if smaller,",
  power: "to the power of",
  equal: "=",
  "not-equal": "≠",
  less: "<",
  "less-equal": "≤",
  greater: ">",
  "greater-equal": "≥",
  "slope-below-0": "or, if negative, times",
} as const;

const calculations = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
  maximum: (a: number, b: number) => Math.max(a, b),
  minimum: (a: number, b: number) => Math.min(a, b),
  power: (a: number, b: number) => a ** b,
  equal: (a: number, b: number) => Number(a === b),
  "not-equal": (a: number, b: number) => Number(a !== b),
  less: (a: number, b: number) => Number(a < b),
  "less-equal": (a: number, b: number) => Number(a <= b),
  greater: (a: number, b: number) => Number(a > b),
  "greater-equal": (a: number, b: number) => Number(a >= b),
  "slope-below-0": (a: number, b: number) => (a < 0 ? a * b : a),
} as const;
