import { type Fact, localReferences, type Reference } from "../../analyzer/index.ts";
import { type Range, sameRange } from "../../base/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";

/** What code takes of the function around it, as parameters of a constructor. */
export interface LocalNames {
  readonly names: readonly string[];
  /** With marked types: `width‹: number›, bias‹: boolean›`. */
  readonly parameters: string;
}

/** Null where it is not certain what a name holds. */
export function localNames({ view }: AnalysisSources, ranges: readonly Range[]): LocalNames | null {
  const references = ranges.flatMap((range) => localReferences(view.parsed(), range));
  const names = [...new Set(references.map(({ name }) => name))];
  const parameters = names.map((name) => {
    const places = references.filter((one) => one.name === name);
    const types = new Set(places.map((place) => typeAt(view.analysis.facts, place)));
    const [type] = types;
    return types.size === 1 && type != null && type !== "Tensor" ? `${name}‹: ${type}›` : null;
  });
  return parameters.includes(null) ? null : { names, parameters: parameters.join(", ") };
}

/** The type of what a name holds at a place; null where it is none of these. */
export function typeAt(facts: readonly Fact[], place: Reference): "Tensor" | "number" | "boolean" | null {
  const values = facts.find(({ range }) => sameRange(range, place))?.values ?? [];
  if (values.length === 0) return null;
  if (values.every(({ kind }) => kind === "tensor")) return "Tensor";
  if (values.every((value) => value.kind === "plain" && value.dim !== null)) return "number";
  return values.every((value) => value.kind === "plain" && /^(true|false)$/.test(value.text))
    ? "boolean"
    : null;
}
