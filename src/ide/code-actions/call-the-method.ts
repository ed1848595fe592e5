import { isChainAt, operationAt } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { methodInstead } from "../../problems/index.ts";
import { shapesAt } from "../view/shapes-at.ts";
import type { View } from "../view/view.ts";
import type { CodeAction } from "./code-action.ts";

const before = `import { nn, randn } from "cnn-blocks";
let x = randn(1, 8, 4, 4);
x += new nn.ReLU()(x);
`;

/** JavaScript's operators do not work on tensors. */
export const callTheMethod: CodeAction<"tensor-operator"> = {
  id: "call-the-method",
  summary:
    "Writes `x.add(y)` for `x + y` and `x = x.add(y)` for `x += y`; likewise for `-`, `*`, `/`, `**` and comparisons.",
  fixes: ["tensor-operator"],
  isInFixAll: true,
  example: { before, after: before.replace("x += new nn.ReLU()(x)", "x = x.add(new nn.ReLU()(x))") },
  offers({ view: { analysis, parsed, text }, view }, { at, data }) {
    const operation = at.file === analysis.file ? operationAt(parsed(), at) : null;
    if (operation === null) return [];
    const { operator, left, right, isAssignment } = operation;
    // `2 * x` becomes `x.mul(2)`, and `2 - x` becomes `x.neg().add(2)`.
    const isTurned = data.isTurned ?? false;
    const called = methodInstead(operator, isTurned);
    if (called === undefined || (isTurned && isAssignment)) return [];
    const [self, other] = isTurned ? [right, left] : [left, right];
    if (shapesAt(view, self).length === 0) return [];
    const call = `${receiver(view, self)}.${called}(${text.slice(other.start, other.end)})`;
    const written = isAssignment ? `${text.slice(left.start, left.end)} = ${call}` : call;
    const offer = { title: `Write ${written}`, edits: [{ at, text: written }] };
    // A comparison gives a tensor of zeros and ones: as a condition that would always hold.
    return [
      comparisons.has(operator)
        ? { ...offer, preferred: false }
        : { ...offer, preferred: true, isSpelling: true },
    ];
  },
};

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);

function receiver({ parsed, text }: View, range: Range): string {
  const written = text.slice(range.start, range.end);
  return isChainAt(parsed(), range) ? written : `(${written})`;
}
