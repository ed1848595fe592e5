import { type FileRange, meet, type Range, samePlace } from "../../base/index.ts";
import { type Dim, equal, known, multiply, sum } from "../../ir/index.ts";
import { isFault } from "../../problems/index.ts";
import { exactCount } from "../../words/index.ts";
import { type AnalysisSources, rememberPerView, viewAs } from "../arguments/sources.ts";
import type { Offer } from "../code-actions/code-action.ts";
import { inOrder } from "../code-actions/edits.ts";
import { edited } from "../view/text-edits.ts";
import type { View } from "../view/view.ts";
import { addNormAndActivation } from "./add-norm-and-activation.ts";
import { divideConvolution } from "./divide-convolution.ts";
import { extractBlock } from "./extract-block.ts";
import { hoistNumber } from "./hoist-number.ts";
import { inlineBlock } from "./inline-block.ts";
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
  hoistNumber,
  inlineBlock,
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
export function offeredRefactorings(
  sources: AnalysisSources,
  selection: Range,
  isWanted: (kind: Refactoring["kind"]) => boolean = () => true,
): readonly OfferedRefactoring[] {
  if (isAtError(sources.view, selection)) return [];
  const wanted = refactorings.filter(({ kind }) => isWanted(kind));
  return wanted.flatMap((refactoring) =>
    refactoring.proposals(sources, selection).flatMap((proposal) => {
      const offer = tried(sources, { refactoring, proposal });
      return offer === null ? [] : [{ ...offer, id: refactoring.id, kind: refactoring.kind }];
    }),
  );
}

function isAtError(view: View, selection: Range): boolean {
  const { file } = view.analysis;
  return view.problems().some(({ code, at }) => isFault(code) && at.file === file && meet(at, selection));
}

type TriedOffer = Pick<Offer, "title" | "edits">;

interface Attempt {
  readonly refactoring: Refactoring;
  readonly proposal: Proposal;
}

/** The first way of a proposal that keeps what the refactoring promises; null if none does. */
const tried = rememberPerView(({ proposal }: Attempt) => JSON.stringify(proposal), firstKept);

function firstKept(
  sources: AnalysisSources,
  { refactoring: { keeps }, proposal: { title, ways, counted, mustSave, addedFor } }: Attempt,
): TriedOffer | null {
  for (const edits of ways) {
    const after = viewAs(sources, edited(sources.view.text, inOrder(edits)));
    if (after === null || !isKept(sources.view, after, keeps)) continue;
    const counts = counted === undefined ? null : countsAt(sources.view, after, counted);
    if (mustSave && !(counts !== null && saves(counts))) continue;
    const added = addedFor === undefined ? "" : addedWords(sources.view, after, addedFor);
    return { title: `${title}${counts === null ? "" : countWords(counts)}${added}`, edits };
  }
  return null;
}

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
