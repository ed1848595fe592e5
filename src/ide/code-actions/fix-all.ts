import { meet, sameRange } from "../../base/index.ts";
import { type Search, searchAll } from "../arguments/search.ts";
import { type AnalysisSources, viewAs } from "../arguments/sources.ts";
import { composed, edited, type Replacement } from "../view/text-edits.ts";
import type { Offer } from "./code-action.ts";
import { inOrder } from "./edits.ts";
import { searchInFixAll } from "./index.ts";

/**
 * Edits that rewrite everything in the file that is written as in PyTorch. Problems that could be fixed in
 * several ways are left alone. A fault hides those behind it, so the file is analysed again after each round,
 * until nothing is left to rewrite.
 */
export function* searchFixAll(sources: AnalysisSources): Search<readonly Replacement[]> {
  let done: readonly Replacement[] = [];
  let current: AnalysisSources = sources;
  for (let round = 0; round < mostRounds; round++) {
    const sure: Offer[] = [];
    for (const offer of searchInFixAll(current)) {
      if (offer?.preferred) sure.push(offer);
      yield null;
    }
    const edits = withoutOverlaps(sure);
    if (edits.length === 0) break;
    const view = viewAs(current, edited(current.view.text, edits));
    if (view === null) break;
    done = composed(done, edits);
    current = { ...current, view };
  }
  yield done;
}

export function fixAllEdits(sources: AnalysisSources): readonly Replacement[] {
  return searchAll(searchFixAll(sources)).flat();
}

/** A bound, in case two fixes undo each other. */
const mostRounds = 30;

/**
 * The edits of offers that can be applied together. Equal edits are made once; of two that touch, the first one
 * wins.
 */
function withoutOverlaps(offers: readonly Offer[]): readonly Replacement[] {
  const taken: Replacement[] = [];
  for (const { edits } of offers) {
    const own = inOrder(edits).filter((edit) => !taken.some((other) => isSame(edit, other)));
    // Two insertions at one place meet as well: their order would be arbitrary.
    if (!own.some((edit) => taken.some((other) => meet(edit, other)))) taken.push(...own);
  }
  return taken.sort((a, b) => a.start - b.start);
}

function isSame(one: Replacement, other: Replacement): boolean {
  return sameRange(one, other) && one.text === other.text;
}
