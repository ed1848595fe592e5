import { argumentAt, argumentsFrom } from "../../analyzer/index.ts";
import type { Range } from "../../base/index.ts";
import { declarationsOf } from "../arguments/declarations.ts";
import { signatureOf } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { CodeAction } from "./code-action.ts";

export const nameTheOptions: CodeAction<"not-options"> = {
  id: "name-the-options",
  summary: "Rewrites options that are passed one by one, as in PyTorch, as one object with names.",
  fixes: ["not-options"],
  isInFixAll: true,
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, 2, 1)(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, { stride: 2, padding: 1 })(randn(1, 3, 8, 8));\n',
  },
  offers(sources, { at, data }) {
    const { text, analysis, parsed } = sources.view;
    if (at.file !== analysis.file) return [];
    const rest = argumentsFrom(parsed(), at);
    // If another argument is an object, the order is wrong or there is an argument too many.
    if (rest === null || rest.hasOtherObject) return [];
    const written = ({ start, end }: Range) => text.slice(start, end);
    // Options that are named already are kept behind them, unless one of two equal arguments is superfluous.
    const others = rest.double === null && rest.named !== null ? [written(rest.named)] : [];
    const values = rest.values.slice(0, rest.values.length - others.length).map(written);
    if (values.length > data.options.length || (rest.endInObject && others.length === 0)) return [];
    // A number for a switch is an argument too many before it, rather than an option.
    const switches = switchesAt(sources, at);
    if (values.some((value, index) => isNumber.test(value) && switches.has(data.options[index] ?? "")))
      return [];
    const given = values.map((value, index) => `${data.options[index]}: ${value}`);
    const [only = ""] = values.length === 1 ? values : [];
    // A word stands for itself, wherever it is: `"same"` can only be the padding.
    const isWord = /^["'`]/.test(only);
    const candidates = isWord ? data.options.map((name) => [`${name}: ${only}`]) : [given];
    return candidates.map((candidate) => {
      const options = [...candidate, ...others].join(", ");
      return {
        title: `Write { ${options} }`,
        edits: [{ at: { ...at, end: rest.end }, text: `{ ${options} }` }],
        preferred: true,
        // Of two equal arguments one may be superfluous, so this is no mere matter of spelling.
        ...(rest.double === null && !isWord ? { isSpelling: true } : {}),
      };
    });
  },
};

const isNumber = /^[\d.]+$/;

/** The options of the construction around that are true or false. */
function switchesAt(sources: AnalysisSources, { start }: Range): ReadonlySet<string> {
  const callee = argumentAt(sources.view.parsed(), start)?.callee;
  const signature = callee === undefined ? null : signatureOf(declarationsOf(sources), callee);
  const options = signature?.parameters.flatMap((parameter) => signature.options(parameter)) ?? [];
  return new Set(options.filter(({ type }) => type === "boolean").map(({ name }) => name));
}
