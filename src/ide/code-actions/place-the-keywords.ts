import {
  type CalledThing,
  type KeywordArguments,
  keywordArgumentsAt,
  namedArgumentsAt,
} from "../../analyzer/index.ts";
import { sameRange } from "../../base/index.ts";
import { declarationsOf } from "../arguments/declarations.ts";
import { type Givable, givableIn } from "../arguments/signature.ts";
import type { View } from "../view/view.ts";
import type { CodeAction } from "./code-action.ts";

export const placeTheKeywords: CodeAction<"undeclared-name" | "invalid-attribute"> = {
  id: "place-the-keywords",
  summary:
    "Writes arguments that are given by name, as in Python or in one object, where they belong: required ones in their order, the " +
    "others as options.",
  fixes: ["undeclared-name", "invalid-attribute"],
  isInFixAll: true,
  example: {
    before:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, kernel_size=3, padding=1)(randn(1, 3, 8, 8));\n',
    after:
      'import { nn, randn } from "cnn-blocks";\nconst y = new nn.Conv2d(3, 8, 3, { padding: 1 })(randn(1, 3, 8, 8));\n',
  },
  offers(sources, { at, code }) {
    const { view } = sources;
    if (at.file !== view.analysis.file) return [];
    const find = code === "undeclared-name" ? keywordArgumentsAt : namedArgumentsAt;
    const found = find(view.parsed(), at);
    // A comment among the arguments would be lost.
    if (found === null || found.hasComments || !isKnown(view, found.callee)) return [];
    const givable = givableIn(declarationsOf(sources), found.callee);
    const written = givable && placed(found, givable);
    if (written === null) return [];
    const { text, keepsOrder } = written;
    const edits = [{ at: { file: at.file, ...found.all }, text }];
    // In another order, what the arguments call may give something else.
    return [{ title: `Write ${text}`, edits, preferred: true, ...(keepsOrder ? { isSpelling: true } : {}) }];
  },
};

/** Of a method, whether it is a tensor's: others may have the same name. */
function isKnown({ analysis }: View, callee: CalledThing): boolean {
  if (callee.kind !== "method") return true;
  return analysis.facts.some(
    ({ range, values }) =>
      sameRange(range, callee.receiver) && values.length > 0 && values.every(({ kind }) => kind === "tensor"),
  );
}

interface ArgumentTexts {
  readonly text: string;
  /** Whether the arguments stay in the order in which they were written. */
  readonly keepsOrder: boolean;
}

/** The arguments in their order, and the rest as options; null where one of them has no place. */
function placed(
  { before, keywords }: KeywordArguments,
  { parameters, options }: Givable,
): ArgumentTexts | null {
  const rest = new Map(keywords.map(({ name, value }) => [nameHere(name, parameters), value] as const));
  if (rest.size < keywords.length) return null;
  const order = [...rest.keys()];
  const written: string[] = [];
  const names: string[] = [];
  const result = (text: string): ArgumentTexts => ({
    text,
    keepsOrder: names.every((name, index) => name === order[index]),
  });
  for (const parameter of parameters.slice(before)) {
    const value = rest.get(parameter.name);
    const own = new Set(options(parameter).map(({ name }) => name));
    if (value !== undefined) {
      written.push(value);
      names.push(parameter.name);
    } else if (rest.size > 0 && own.size > 0 && [...rest.keys()].every((name) => own.has(name))) {
      names.push(...rest.keys());
      const object = [...rest].map(([name, text]) => `${name}: ${text}`).join(", ");
      return result([...written, `{ ${object} }`].join(", "));
    } else if (!parameter.isOptional || rest.size > 0) return null;
    rest.delete(parameter.name);
  }
  return rest.size === 0 ? result(written.join(", ")) : null;
}

/** `kernel_size` is `kernelSize` here, and what may be several axes is `dims` where PyTorch says `dim`. */
function nameHere(name: string, parameters: Givable["parameters"]): string {
  const own = name.replace(/_(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());
  const has = (one: string) => parameters.some((parameter) => parameter.name === one);
  return own === "dim" && !has(own) && has("dims") ? "dims" : own;
}
