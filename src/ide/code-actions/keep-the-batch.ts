import { bareAt, callParts, constructionParts, isDottedNameAt } from "../../analyzer/index.ts";
import { type Range, sameRange } from "../../base/index.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, TextEdit } from "./code-action.ts";
import { withLinearAfter } from "./linear-after.ts";

export const keepTheBatch: CodeAction<"batch-folded"> = {
  id: "keep-the-batch",
  summary:
    "Flattens each image of a batch by itself, and lets the linear layer after it take that many features.",
  fixes: ["batch-folded"],
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(2, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.view(-1));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst x = randn(2, 16, 5, 5);\nconst y = new nn.Linear(400, 10)(x.flatten(1));\n',
  },
  offers(sources, problem) {
    const { at } = problem;
    const { view } = sources;
    if (at.file !== view.analysis.file) return [];
    const found = rewrittenMethod(view, at) ?? rewrittenFunction(view, at) ?? rewrittenLayer(view, at);
    if (found === null) return [];
    const edit: TextEdit = { at: { file: at.file, ...found.replaced }, text: found.text };
    const title = `Keep the batch: write ${asItWillRead(view, at, found)}`;
    return withLinearAfter(sources, problem, { title, edit, from: problem.data.from });
  },
};

/** What is written in place of a part of the call or layer that folds the batch. */
interface Rewritten {
  readonly replaced: Range;
  readonly text: string;
  /** What it reads like then, where the whole would be too long. */
  readonly short: string;
}

const foldingMethods: readonly string[] = ["view", "reshape", "flatten"];

/** `x.view(-1)` */
function rewrittenMethod(view: View, at: Range): Rewritten | null {
  const call = callParts(view.parsed(), at);
  if (call === null || call.receiver === null || !foldingMethods.includes(call.name)) return null;
  if (!isValueAt(view, call.receiver)) return null;
  return {
    replaced: { start: call.nameAt.start, end: at.end },
    text: "flatten(1)",
    short: ".flatten(1)",
  };
}

/** `F.flatten(x)` */
function rewrittenFunction(view: View, at: Range): Rewritten | null {
  const call = callParts(view.parsed(), at);
  const given = call?.arguments[0];
  if (call?.name !== "flatten" || given === undefined || !isValueAt(view, given)) return null;
  return {
    replaced: { start: given.end, end: at.end },
    text: ", 1)",
    short: `${view.text.slice(at.start, call.nameAt.end)}(…, 1)`,
  };
}

/** `new nn.Flatten(0)` */
function rewrittenLayer(view: View, at: Range): Rewritten | null {
  const parts = constructionParts(view.parsed(), at);
  if (parts?.className !== "Flatten" || parts.list === null) return null;
  return { replaced: parts.list, text: "()", short: `new ${parts.callee}()` };
}

/** Whether a value stands there and no namespace: a name that is known to be a tensor, or more than a name. */
function isValueAt(view: View, place: Range): boolean {
  const own = bareAt(view.parsed(), place);
  if (!isDottedNameAt(view.parsed(), own)) return true;
  return view.analysis.facts.some(
    ({ range, values }) => sameRange(range, own) && values.some(({ kind }) => kind === "tensor"),
  );
}

const longestInTitle = 40;

function asItWillRead({ text }: View, at: Range, { replaced, text: instead, short }: Rewritten): string {
  const whole = `${text.slice(at.start, replaced.start)}${instead}${text.slice(replaced.end, at.end)}`;
  return whole.length <= longestInTitle && !/[\n\r]/.test(whole) ? whole : short;
}
