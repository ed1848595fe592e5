import type { Analysis, Fact, ModuleFact } from "../../analyzer/index.ts";
import { createRecent } from "../../base/index.ts";
import { type Dim, known, type Shape } from "../../ir/index.ts";
import { countCertain } from "../../passes/parameters.ts";
import { type AnalysisSources, analysisAs } from "../arguments/sources.ts";

/** What a construction makes of an input. */
export interface Measured {
  readonly output: Shape;
  readonly parameters: Dim;
}

/** The answer depends on the text alone, and while an author types the same one is asked for again and again. */
const recent = createRecent<readonly (Measured | null)[]>(16);

/**
 * What each construction of the library's gives on an input, all in one analysis of a file of their own; null
 * for one that does not take it, and for the whole where that takes too long or the input has symbols. The
 * arguments have to be written out, because nothing of the author's file is in scope.
 */
export function measure(
  sources: AnalysisSources,
  constructions: readonly string[],
  input: Shape,
): readonly (Measured | null)[] | null {
  const sizes = input.map((size) => known(size));
  if (sizes.includes(undefined) || constructions.length === 0) return null;
  const lead = `import { nn, randn } from "cnn-blocks";\nexport const x = randn(${sizes.join(", ")});\n`;
  const lines = constructions.map((made, index) => `export const y${index} = ${made}(x);\n`);
  const text = lead + lines.join("");
  const kept = recent.get(text);
  if (kept !== undefined) return kept;
  const analysis = analysisAs(sources, `${sources.view.analysis.file}.measured.ts`, text);
  if (analysis === null) return null;
  const found = measured(analysis, lead.length, lines);
  recent.set(text, found);
  return found;
}

function measured(
  { facts, problems }: Analysis,
  lead: number,
  lines: readonly string[],
): readonly (Measured | null)[] {
  let end = lead;
  return lines.map((line) => {
    const start = end;
    end += line.length;
    const isHere = ({ range }: Pick<Fact, "range">) =>
      start <= range.start && range.end <= start + line.length;
    const own = facts.filter(isHere);
    if (problems.some(({ at }) => isHere({ range: at }))) return null;
    const output = own.find(({ role }) => role === "name")?.values.find(({ kind }) => kind === "tensor");
    const module = own
      .flatMap(({ role, values }) => (role === "construction" ? values : []))
      .find((value): value is ModuleFact => value.kind === "module");
    if (output?.kind !== "tensor" || module === undefined) return null;
    return { output: output.shape, parameters: countCertain(module).total.parameters };
  });
}
