import { type FileRange, meet, type Range, samePlace } from "../../base/index.ts";
import { type Dim, equal, known, multiply, sum } from "../../ir/index.ts";
import { isFault } from "../../problems/index.ts";
import { exactCount } from "../../words/index.ts";
import { type Search, searchAll } from "../arguments/search.ts";
import { type AnalysisSources, rememberPerView, viewAs } from "../arguments/sources.ts";
import type { Offer, TextEdit } from "../code-actions/code-action.ts";
import { inOrder } from "../code-actions/edits.ts";
import { edited } from "../view/text-edits.ts";
import type { View } from "../view/view.ts";
import { addNormAndActivation } from "./add-norm-and-activation.ts";
import { divideConvolution } from "./divide-convolution.ts";
import { extractBlock } from "./extract-block.ts";
import { extractStatements } from "./extract-statements.ts";
import { hoistNumber } from "./hoist-number.ts";
import { inlineBlock } from "./inline-block.ts";
import { inlineStatements } from "./inline-statements.ts";
import { isKept } from "./kept.ts";
import { makeBottleneck } from "./make-bottleneck.ts";
import { makeDepthwiseSeparable } from "./make-depthwise-separable.ts";
import type { Proposal, Refactoring } from "./refactoring.ts";
import { repeatByLoop } from "./repeat-by-loop.ts";
import { stateInput } from "./state-input.ts";
import { useLibraryBlock } from "./use-library-block.ts";
import { wrapInResidual } from "./wrap-in-residual.ts";
import { writeBlockOut } from "./write-block-out.ts";

/** Every refactoring, one line each. */
export const refactorings: readonly Refactoring[] = [
  addNormAndActivation,
  divideConvolution,
  extractBlock,
  extractStatements,
  hoistNumber,
  inlineBlock,
  inlineStatements,
  makeBottleneck,
  makeDepthwiseSeparable,
  repeatByLoop,
  stateInput,
  useLibraryBlock,
  wrapInResidual,
  writeBlockOut,
];

export interface OfferedRefactoring extends Pick<Offer, "title" | "edits"> {
  readonly id: string;
  readonly kind: Refactoring["kind"];
}

/**
 * The refactorings for a selection. Each has been tried: it brings no problem and keeps what it promises of the
 * models. At an error there are none: it has to be fixed first, and a title would count a layer that does not fit.
 */
export function* searchRefactorings(
  sources: AnalysisSources,
  selection: Range,
  isWanted: (kind: Refactoring["kind"]) => boolean = () => true,
): Search<OfferedRefactoring> {
  if (isAtError(sources.view, selection)) return;
  for (const refactoring of refactorings.filter(({ kind }) => isWanted(kind)))
    for (const proposal of refactoring.proposals(sources, selection))
      yield* searchWays(sources, refactoring, proposal);
}

export function offeredRefactorings(
  sources: AnalysisSources,
  selection: Range,
): readonly OfferedRefactoring[] {
  return searchAll(searchRefactorings(sources, selection));
}

/** The first way of a proposal that keeps what the refactoring promises. */
function* searchWays(
  sources: AnalysisSources,
  refactoring: Refactoring,
  proposal: Proposal,
): Search<OfferedRefactoring> {
  const { id, kind } = refactoring;
  for (const edits of proposal.ways) {
    const title = titleIfKept(sources, { refactoring, proposal, edits });
    yield title === null ? null : { title, edits, id, kind };
    if (title !== null) return;
  }
}

function isAtError(view: View, selection: Range): boolean {
  const { file } = view.analysis;
  return view.problems().some(({ code, at }) => isFault(code) && at.file === file && meet(at, selection));
}

interface Attempt {
  readonly refactoring: Refactoring;
  readonly proposal: Proposal;
  readonly edits: readonly TextEdit[];
}

/** The title of a change; null where it does not keep what the refactoring promises. */
const titleIfKept = rememberPerView(
  ({ proposal, edits }: Attempt) => JSON.stringify([proposal.title, edits]),
  (sources, { refactoring, proposal, edits }): string | null => {
    const { title, counted, mustSave, addedFor } = proposal;
    const after = viewAs(sources, edited(sources.view.text, inOrder(edits)));
    if (after === null || !isKept(sources.view, after, refactoring.keeps)) return null;
    const counts = counted === undefined ? null : countsAt(sources.view, after, counted);
    if (mustSave && !(counts !== null && saves(counts))) return null;
    const added = addedFor === undefined ? "" : addedWords(sources.view, after, addedFor);
    return `${title}${counts === null ? "" : countWords(counts)}${added}`;
  },
);

interface ChangedCounts {
  readonly before: Dim;
  readonly after: Dim;
}

/**
 * The parameters of what is constructed at a place, before and after, in the first model that has it; null if
 * none does. Nothing else changes, so the difference is that of the model's total.
 */
function countsAt(before: View, after: View, construction: FileRange): ChangedCounts | null {
  for (const [index, model] of before.analysis.models.entries()) {
    const changed = after.analysis.models[index];
    const had = before.report(model);
    const made = model.graph.modules.flatMap(({ source }, module) =>
      samePlace(source, construction) ? (had.modules[module] ?? []) : [],
    );
    if (made.length === 0 || changed === undefined) continue;
    const own = sum(made.map(({ parameters }) => parameters));
    const [total, now] = [had.total.parameters, after.report(changed).total.parameters];
    return { before: own, after: sum([own, now, multiply(-1, total)]) };
  }
  return null;
}

function saves({ before, after }: ChangedCounts): boolean {
  const [had, has] = [known(before), known(after)];
  return had !== undefined && has !== undefined && has < had;
}

function countWords({ before, after }: ChangedCounts): string {
  return equal(before, after) ? "" : `: ${exactCount(before)} → ${exactCount(after)} parameters`;
}

/** What the first model that it changes has more: `: + 8,192 parameters for the projection`. */
function addedWords(before: View, after: View, purpose: string): string {
  for (const [index, model] of before.analysis.models.entries()) {
    const changed = after.analysis.models[index];
    if (changed === undefined) continue;
    const [had, has] = [before.report(model).total.parameters, after.report(changed).total.parameters];
    if (!equal(had, has)) return `: + ${exactCount(sum([has, multiply(-1, had)]))} parameters ${purpose}`;
  }
  return "";
}
