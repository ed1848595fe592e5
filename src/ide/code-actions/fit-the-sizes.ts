import { callWithOperand, isConstantAt, operandsOfCall } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import {
  type Dim,
  elementCount,
  equal,
  floorDivide,
  known,
  modulo,
  multiply,
  type Shape,
} from "../../ir/index.ts";
import { hadShape } from "../view/shapes-at.ts";
import type { View } from "../view/view.ts";
import type { CodeAction } from "./code-action.ts";
import { withLinearAfter } from "./linear-after.ts";
import { numberText } from "./sizes-in-scope.ts";

const before = `import { nn, randn } from "cnn-blocks";
const y = randn(2, 16, 4, 4);
const z = new nn.Linear(400, 10)(y.view(y.size(0), 400));
`;

export const fitTheSizes: CodeAction<"reshape-mismatch"> = {
  id: "fit-the-sizes",
  summary:
    "Lets a reshape keep every element: by the number that fits, by `-1`, or by `.flatten(1)` where it keeps the batch. A linear " +
    "layer after it then takes that many features.",
  fixes: ["reshape-mismatch"],
  example: { before, after: before.replaceAll("400", "256") },
  offers(sources, { at, data: { from, to } }) {
    const { view } = sources;
    if (at.file !== view.analysis.file) return [];
    const call = callWithOperand(view.parsed(), at);
    const [receiver, ...others] = call === null ? [] : operandsOfCall(view.parsed(), call);
    if (call === null || receiver === undefined || others.length < to.length) return [];
    const sizes = others.slice(-to.length);
    return [
      ...numbersThatFit(view, sizes, from, to),
      ...flattened(view, call, receiver, from, to),
      ...leftOpen(view, sizes, to),
    ].flatMap(({ title, at: place, text }) => {
      const edit = { at: { file: at.file, start: place.start, end: place.end }, text };
      const here = { at: { file: at.file, start: call.start, end: call.end } };
      return withLinearAfter(sources, here, { title, edit, from });
    });
  },
};

interface NewSizes {
  readonly title: string;
  readonly at: Range;
  readonly text: string;
}

/** Numbers that take what the other sizes leave; beside a −1, what they leave of each image of the batch. */
function numbersThatFit(view: View, sizes: readonly Range[], from: Shape, to: Shape): readonly NewSizes[] {
  return constantsOf(view, sizes).flatMap(({ at, index }) => {
    const others = to
      .filter((_, other) => other !== index)
      .map((size) => (size === -1 ? (from[0] ?? 1) : size));
    const fits = quotient(elementCount(from), others.reduce(multiply, 1));
    const text = fits === null ? null : numberText(fits);
    return text === null
      ? []
      : [{ title: `Write ${text}, which fits, instead of ${textAt(view, at)}`, at, text }];
  });
}

/** A size that is written may be left open, unless another one is. */
function leftOpen(view: View, sizes: readonly Range[], to: Shape): readonly NewSizes[] {
  if (to.includes(-1)) return [];
  return constantsOf(view, sizes).map(({ at }) => ({
    title: `Write -1, which is what is left, instead of ${textAt(view, at)}`,
    at,
    text: "-1",
  }));
}

function flattened(view: View, call: Range, receiver: Range, from: Shape, to: Shape): readonly NewSizes[] {
  const [batch = 0] = from;
  const [first = 0] = to;
  const keepsBatch = to.length === 2 && from.length > 2 && (first === -1 || equal(first, batch));
  return keepsBatch && hadShape(view, receiver, from)
    ? [
        {
          title: "Write .flatten(1), which keeps the batch",
          at: { start: receiver.end, end: call.end },
          text: ".flatten(1)",
        },
      ]
    : [];
}

/** The sizes that are written as numbers, the last first: the batch is hardly ever the wrong one. */
function constantsOf(
  view: View,
  sizes: readonly Range[],
): readonly { readonly at: Range; readonly index: number }[] {
  return sizes
    .map((at, index) => ({ at, index }))
    .filter(({ at }) => isConstantAt(view.parsed(), at) && textAt(view, at) !== "-1")
    .reverse();
}

function quotient(total: Dim, divisor: Dim): Dim | null {
  return divisor !== 0 && known(modulo(total, divisor)) === 0 ? floorDivide(total, divisor) : null;
}

function textAt({ text }: View, { start, end }: Range): string {
  return text.slice(start, end);
}
