import { type KeywordArguments, keywordArgumentsAt, namedArgumentsAt } from "../../analyzer/index.ts";
import { declarationsOf } from "../arguments/declarations.ts";
import { type Givable, givableIn } from "../arguments/signature.ts";
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
    const givable = found && givableIn(declarationsOf(sources), found.callee);
    // A comment among the arguments would be lost.
    const text = found && !found.hasComments && givable && placed(found, givable);
    if (found === null || !text) return [];
    const edits = [{ at: { file: at.file, ...found.all }, text }];
    return [{ title: `Write ${text}`, edits, preferred: true, isSpelling: true }];
  },
};

/** The arguments in their order, and the rest as options; null where one of them has no place. */
function placed({ before, keywords }: KeywordArguments, { parameters, options }: Givable): string | null {
  const rest = new Map(keywords.map(({ name, value }) => [nameHere(name, parameters), value] as const));
  const written: string[] = [];
  for (const parameter of parameters.slice(before)) {
    const value = rest.get(parameter.name);
    const names = new Set(options(parameter).map(({ name }) => name));
    if (value !== undefined) written.push(value);
    else if (rest.size > 0 && names.size > 0 && [...rest.keys()].every((name) => names.has(name)))
      return [...written, `{ ${[...rest].map(([name, text]) => `${name}: ${text}`).join(", ")} }`].join(", ");
    else if (!parameter.isOptional || rest.size > 0) return null;
    rest.delete(parameter.name);
  }
  return rest.size === 0 ? written.join(", ") : null;
}

/** `kernel_size` is `kernelSize` here, and what may be several axes is `dims` where PyTorch says `dim`. */
function nameHere(name: string, parameters: Givable["parameters"]): string {
  const own = name.replace(/_(?<letter>[a-z])/g, (_, letter: string) => letter.toUpperCase());
  const has = (one: string) => parameters.some((parameter) => parameter.name === one);
  return own === "dim" && !has(own) && has("dims") ? "dims" : own;
}
