import type { Range } from "../../src/base/index.ts";
import { offeredRefactorings, refactorings } from "../../src/ide/index.ts";
import { severityOf } from "../../src/problems/index.ts";
import { corpus } from "./corpus.ts";
import { newExecutor } from "./executor.ts";
import { isBroken } from "./mutants.ts";
import { newSources, textAfter } from "./place-sources.ts";
import { newRandom } from "./random.ts";

/** What applying one offered refactoring came to. */
export interface RefactoringVerdict {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly kind: "right" | "brings" | "throws" | "broken";
  /** What is wrong with the result, in words. */
  readonly found: string;
}

export interface RefactoringReport {
  readonly places: number;
  readonly verdicts: readonly RefactoringVerdict[];
}

/**
 * Selects layers and calls of real files at random, applies every refactoring that is offered there, each alone,
 * and runs the result.
 */
export async function applyRefactorings(
  count: number,
  seed: number,
  all = corpus(),
): Promise<RefactoringReport> {
  const random = newRandom(seed);
  const files = all.flatMap((file) => {
    const places = placesIn(file.text);
    return places.length === 0 ? [] : [{ file, places }];
  });
  const sourcesOf = newSources();
  const executor = newExecutor();
  const verdicts: RefactoringVerdict[] = [];
  try {
    for (let places = 0; places < count; places++) {
      const { file, places: kinds } = random.pick(files);
      const selection = random.pick(random.pick(kinds));
      const before = sourcesOf(file.path, file.text);
      for (const offer of offeredRefactorings(before, selection)) {
        const text = textAfter(file.text, offer);
        const verdict = { id: offer.id, file: `${file.name}:${selection.start}`, title: offer.title };
        const errors = sourcesOf(file.path, text).view.analysis.problems.filter(
          (problem) => severityOf(problem) === "error",
        );
        const outcome = await executor.run(file.path, text);
        if (isBroken(file.path, text)) verdicts.push({ ...verdict, kind: "broken", found: "a syntax error" });
        else if (errors.length > 0)
          verdicts.push({ ...verdict, kind: "brings", found: errors.map(({ code }) => code).join(", ") });
        else if (outcome.kind === "threw")
          verdicts.push({ ...verdict, kind: "throws", found: outcome.message.slice(0, 140) });
        else verdicts.push({ ...verdict, kind: "right", found: "" });
      }
    }
  } finally {
    executor.close();
  }
  return { places: count, verdicts };
}

/** The refactorings that a report has tried nowhere. */
export function untried({ verdicts }: RefactoringReport): readonly string[] {
  const tried = new Set(verdicts.map(({ id }) => id));
  return refactorings.map(({ id }) => id).filter((id) => !tried.has(id));
}

/**
 * Cursors at constructions, at calls of fields and at numbers, and selections of two lines of layers or of their calls: a list for
 * each kind, none of them empty.
 */
function placesIn(text: string): readonly (readonly Range[])[] {
  const at = (pattern: RegExp, offset: number) =>
    [...text.matchAll(pattern)].map(({ index }) => ({ start: index + offset, end: index + offset }));
  const rows = [...text.matchAll(/new \w[^\n]*\),\n\s+new \w[^\n]*\)(?=,?\n)/g)];
  const steps = [...text.matchAll(/(?<=\n)[ ]+[^\n]*this\.\w+\([^\n]*;\n[ ]+[^\n]*this\.\w+\([^\n]*;/g)];
  const selected = (found: readonly RegExpExecArray[]) =>
    found.map(({ 0: row, index }) => ({ start: index, end: index + row.length }));
  return [
    at(/new [\w.]+\(/g, 5),
    at(/new (?:nn\.)?(?!nn\.)(?:Sequential|[\w.]*(?:Block|Conv|Unit|Module|Bottleneck))\(/g, 5),
    at(/this\.\w+\(/g, 6),
    at(/(?<=[( ])\d+(?=[,)])/g, 0),
    selected(rows),
    selected(steps),
  ].filter(({ length }) => length > 0);
}
