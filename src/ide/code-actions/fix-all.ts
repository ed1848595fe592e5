import type { Range } from "../../base/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { composed, edited, type Replacement } from "../view/text-edits.ts";
import type { Offer } from "./code-action.ts";
import { offeredActions } from "./index.ts";
import { inOrder, viewOf } from "./tried.ts";

/**
 * The edits that write everything of PyTorch's in the file as the library has it, and nothing about which one can have two
 * minds. What is wrong behind a fault only shows once that is mended, so the file is looked at again until there is no more
 * to do.
 */
export function fixAllEdits(sources: AnalysisSources): readonly Replacement[] {
  let done: readonly Replacement[] = [];
  let current: AnalysisSources = sources;
  for (let round = 0; round < mostRounds; round++) {
    const edits = withoutOverlaps(sureOffers(current));
    if (edits.length === 0) break;
    const view = viewOf(current, edited(current.view.text, edits));
    if (view === null) break;
    done = composed(done, edits);
    current = { ...current, view };
  }
  return done;
}

/** Each round mends at least one line; a file that is worse than this is better read by its author. */
const mostRounds = 30;

function sureOffers(sources: AnalysisSources): readonly Offer[] {
  const whole = { start: 0, end: sources.view.text.length };
  return offeredActions(sources, whole).filter(({ preferred, isInFixAll }) => preferred && isInFixAll);
}

/** Offers that can be made at once: an edit that two of them make is made once, and of two that meet the first one counts. */
function withoutOverlaps(offers: readonly Offer[]): readonly Replacement[] {
  const taken: Replacement[] = [];
  for (const { edits } of offers) {
    const own = inOrder(edits).filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (!own.some((edit) => taken.some((other) => meet(edit, other)))) taken.push(...own);
  }
  return taken.sort((a, b) => a.start - b.start);
}

function isSame(one: Replacement, other: Replacement): boolean {
  return one.start === other.start && one.end === other.end && one.text === other.text;
}

/** Two insertions at one place meet, too: which comes first would be left to chance. */
function meet(one: Range, other: Range): boolean {
  return one.start <= other.end && other.start <= one.end;
}
