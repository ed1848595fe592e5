import { argumentAt, type Fact, type ParsedFile } from "../../analyzer/index.ts";
import { type Range, sameRange } from "../../base/index.ts";
import { declarationsOf } from "../arguments/declarations.ts";
import { signatureOf } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { View } from "../view/view.ts";

/** What a value is, as far as it decides for which options it may stand. */
export type Given = "number" | "boolean" | "text" | "list" | "anything";

/** What the expression at a range is; null where it may be an object of options. */
export function givenAt({ text, analysis, parsed }: View, range: Range): Given | null {
  const written = text.slice(range.start, range.end);
  const own = kindOf(written);
  if (own !== null) return own;
  const facts = analysis.facts.filter((fact: Fact) => sameRange(fact.range, range));
  const kinds = new Set(
    facts.flatMap(({ values }) => values).map((one) => (one.kind === "plain" ? kindOf(one.text) : null)),
  );
  const [kind] = kinds;
  if (kinds.size === 1 && kind !== undefined) return kind;
  // Sums and the like give no object.
  return kinds.size === 0 && isCalculated(parsed(), range) ? "anything" : null;
}

function kindOf(text: string): Exclude<Given, "anything"> | null {
  if (/^-?[\d.]+(?:e-?\d+)?$/.test(text)) return "number";
  if (text === "true" || text === "false") return "boolean";
  if (/^["'`]/.test(text)) return "text";
  return text.startsWith("[") ? "list" : null;
}

function isCalculated({ text }: ParsedFile, { start, end }: Range): boolean {
  return /^[\w\s.()]+(?:[-+*/%]|\*\*)[-+*/%\w\s.()]+$/.test(text.slice(start, end));
}

/** Which of the options that the construction around takes a value may stand for; all of them where they are not known. */
export function fitting(sources: AnalysisSources, { start }: Range): (name: string, given: Given) => boolean {
  const callee = argumentAt(sources.view.parsed(), start)?.callee;
  const signature = callee === undefined ? null : signatureOf(declarationsOf(sources), callee);
  const options = signature?.parameters.flatMap((parameter) => signature.options(parameter)) ?? [];
  const types = new Map(options.map(({ name, type }) => [name, type] as const));
  return (name, given) => {
    const type = types.get(name);
    return type === undefined || type.split("|").some((part) => isOf(part.trim(), given));
  };
}

/** Whether a type that options are declared with takes such a value. */
function isOf(type: string, given: Given): boolean {
  if (given === "anything") return true;
  if (type === "null" || type === "undefined" || type === "Tensor") return false;
  // The one type parameter of an option that is true or false.
  if (type === "boolean" || type === "I") return given === "boolean";
  if (type === "number") return given === "number";
  if (type === "string" || /^["'`]/.test(type)) return given === "text";
  if (/^(?:S|Single|Pair|Triple)$/.test(type) || type.endsWith("]")) return given === "list";
  return given !== "boolean";
}
