import { argumentAt, type Fact, type LiteralKind, literalKindAt } from "../../analyzer/index.ts";
import { type Range, sameRange } from "../../base/index.ts";
import { declarationsOf } from "../arguments/declarations.ts";
import { type Option, signatureOf } from "../arguments/signature.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { View } from "../view/view.ts";

/** What a value is, as far as that decides for which options it may stand. */
export type ValueKind = LiteralKind;

/** What the expression at a range gives; null where it may be an object of options. */
export function givenAt({ analysis, parsed }: View, range: Range): ValueKind | null {
  const written = literalKindAt(parsed(), range);
  if (written !== null) return written;
  const facts = analysis.facts.filter((fact: Fact) => sameRange(fact.range, range));
  const kinds = new Set(facts.flatMap(({ values }) => values.map(kindOfFact)));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : null;
}

function kindOfFact(value: Fact["values"][number]): ValueKind | null {
  if (value.kind !== "plain") return null;
  if (value.dim !== null) return "number";
  if (value.text === "true" || value.text === "false") return "boolean";
  if (value.text.startsWith('"')) return "text";
  return value.text.startsWith("[") ? "list" : null;
}

/** For which options of the construction around a value may stand: for all of them where their types are not known. */
export function fitting(
  sources: AnalysisSources,
  { start }: Range,
): (name: string, given: ValueKind) => boolean {
  const callee = argumentAt(sources.view.parsed(), start)?.callee;
  const signature = callee === undefined ? null : signatureOf(declarationsOf(sources), callee);
  const options = signature?.parameters.flatMap((parameter) => signature.options(parameter)) ?? [];
  const types = new Map(options.map(({ name, alternatives }) => [name, alternatives] as const));
  return (name, given) => {
    const alternatives = types.get(name) ?? [];
    return alternatives.length === 0 || alternatives.some((type) => isOf(type, given));
  };
}

/** Whether a type that options are declared with takes such a value. */
function isOf({ text: type, kind }: Option["alternatives"][number], given: ValueKind): boolean {
  // A sum of numbers may stand for any option that is a number, and a sum of texts for one that is a text.
  if (given === "calculation") return true;
  if (type === "null" || type === "undefined" || type === "Tensor") return false;
  // The one type parameter of an option that is true or false.
  if (type === "boolean" || type === "I") return given === "boolean";
  if (type === "number") return given === "number";
  if (type === "string" || kind === "text") return given === "text";
  if (listTypes.includes(type) || kind === "list") return given === "list";
  return given !== "boolean";
}

/** The library's names for lists, and the type parameter of a size that may be one. */
const listTypes: readonly string[] = ["S", "Single", "Pair", "Triple"];
