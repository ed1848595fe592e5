import { isChainAt, operationAt } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
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
  offers({ view, view: { analysis, parsed, text } }, { at }) {
    const operation = at.file === analysis.file ? operationAt(parsed(), at) : null;
    const method = methods.get(operation?.operator ?? "");
    if (operation === null || method === undefined) return [];
    const { left, right, isAssignment } = operation;
    // `2 * x` becomes `x.mul(2)`, and `2 - x` becomes `x.neg().add(2)`.
    const isTurned = shapesAt(view, left).length === 0 && shapesAt(view, right).length > 0;
    const called = isTurned ? turned.get(method) : method;
    if (called === undefined || (isTurned && isAssignment)) return [];
    const [self, other] = isTurned ? [right, left] : [left, right];
    const call = `${receiver(view, self)}.${called}(${text.slice(other.start, other.end)})`;
    const written = isAssignment ? `${text.slice(left.start, left.end)} = ${call}` : call;
    const offer = { title: `Write ${written}`, edits: [{ at, text: written }] };
    // A comparison gives a tensor of zeros and ones: as a condition that would always hold.
    return [
      comparisons.has(operation.operator)
        ? { ...offer, preferred: false }
        : { ...offer, preferred: true, isSpelling: true },
    ];
  },
};

const methods: ReadonlyMap<string, string> = new Map([
  ["+", "add"],
  ["-", "sub"],
  ["*", "mul"],
  ["/", "div"],
  ["**", "pow"],
  ["<", "lt"],
  ["<=", "le"],
  [">", "gt"],
  [">=", "ge"],
  ["==", "eq"],
  ["!=", "ne"],
]);

const comparisons: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);

/** What is called on the right operand where the left one is no tensor. */
const turned: ReadonlyMap<string, string> = new Map([
  ["add", "add"],
  ["sub", "neg().add"],
  ["mul", "mul"],
  ["div", "reciprocal().mul"],
  ["lt", "gt"],
  ["le", "ge"],
  ["gt", "lt"],
  ["ge", "le"],
  ["eq", "eq"],
  ["ne", "ne"],
]);

function receiver({ parsed, text }: View, range: Range): string {
  const written = text.slice(range.start, range.end);
  return isChainAt(parsed(), range) ? written : `(${written})`;
}
