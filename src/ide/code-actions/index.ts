import { meet, type Range } from "../../base/index.ts";
import { type Search, searchAll } from "../arguments/search.ts";
import { type AnalysisSources, rememberPerView } from "../arguments/sources.ts";
import { edited } from "../view/text-edits.ts";
import { bringChannelsFirst } from "./bring-channels-first.ts";
import { callItForward } from "./call-it-forward.ts";
import { callSuperFirst } from "./call-super-first.ts";
import { callTheMethod } from "./call-the-method.ts";
import type { AnyCodeAction, Offer } from "./code-action.ts";
import { correctTheConstruction } from "./correct-the-construction.ts";
import { divideIntoGroups } from "./divide-into-groups.ts";
import { dropTheBias } from "./drop-the-bias.ts";
import { inOrder } from "./edits.ts";
import { fitTheSizes } from "./fit-the-sizes.ts";
import { flattenBeforeLinear } from "./flatten-before-linear.ts";
import { gatherInAList } from "./gather-in-a-list.ts";
import { giveTheMissingArgument } from "./give-the-missing-argument.ts";
import { insertNew } from "./insert-new.ts";
import { keepTheBatch } from "./keep-the-batch.ts";
import { keepTheSize } from "./keep-the-size.ts";
import { leaveOutTheDouble } from "./leave-out-the-double.ts";
import { matchInChannels } from "./match-in-channels.ts";
import { matchInFeatures } from "./match-in-features.ts";
import { matchOutChannels } from "./match-out-channels.ts";
import { meetTheSize } from "./meet-the-size.ts";
import { nameTheOptions } from "./name-the-options.ts";
import { placeTheKeywords } from "./place-the-keywords.ts";
import { projectShortcut } from "./project-shortcut.ts";
import { returnTheResult } from "./return-the-result.ts";
import { spreadTheList } from "./spread-the-list.ts";
import { isRight } from "./tried.ts";
import { writeTheDeclaredName } from "./write-the-declared-name.ts";
import { writeTheInputMeant } from "./write-the-input-meant.ts";
import { writeTheNameMeant } from "./write-the-name-meant.ts";
import { writeThePackageMeant } from "./write-the-package-meant.ts";

export type * from "./code-action.ts";

/** Every action, one line each. */
export const codeActions: readonly AnyCodeAction[] = [
  bringChannelsFirst,
  callItForward,
  callSuperFirst,
  callTheMethod,
  correctTheConstruction,
  divideIntoGroups,
  dropTheBias,
  fitTheSizes,
  flattenBeforeLinear,
  gatherInAList,
  giveTheMissingArgument,
  insertNew,
  keepTheBatch,
  keepTheSize,
  leaveOutTheDouble,
  matchInChannels,
  matchInFeatures,
  matchOutChannels,
  meetTheSize,
  nameTheOptions,
  placeTheKeywords,
  projectShortcut,
  returnTheResult,
  spreadTheList,
  writeTheDeclaredName,
  writeTheInputMeant,
  writeTheNameMeant,
  writeThePackageMeant,
];

/** An offer with the action that makes it and the problem that it mends. */
export interface OfferedAction extends Offer {
  readonly id: string;
  /** Index into the view's problems, advice among them. */
  readonly problem: number;
}

/** Fixes for the problems that touch a selection of the file. Each has been tried and works. */
export function* searchActions(sources: AnalysisSources, selection: Range): Search<OfferedAction> {
  const { view } = sources;
  const { file } = view.analysis;
  for (const [index, { at }] of view.problems().entries())
    if (at.file === file && meet(at, selection)) yield* searchFor(sources, index, codeActions);
}

export function offeredActions(sources: AnalysisSources, selection: Range): readonly OfferedAction[] {
  return searchAll(searchActions(sources, selection));
}

/** What **Fix all** may apply. Other actions are not even tried, because a save waits for it. */
export function* searchInFixAll(sources: AnalysisSources): Search<OfferedAction> {
  const actions = codeActions.filter(({ isInFixAll }) => isInFixAll === true);
  const { file } = sources.view.analysis;
  for (const [index, { at }] of sources.view.problems().entries())
    if (at.file === file) yield* searchFor(sources, index, actions);
}

/** What fixes the problem with that index among the view's. */
export function actionsFor(sources: AnalysisSources, index: number): readonly OfferedAction[] {
  return searchAll(searchFor(sources, index, codeActions));
}

/** A longer list would have to be studied before a fix is taken, and each proposal costs an analysis. */
const mostOffers = 2;
const mostTried = 12;

/** The fixes that bring no hidden error to light; only where there are none, those that do. */
function* searchFor(
  sources: AnalysisSources,
  index: number,
  actions: readonly AnyCodeAction[],
): Search<OfferedAction> {
  const { hidden } = sources.view.analysis;
  let found = 0;
  for (const offer of proposals(sources, index, actions, false)) {
    if (offer !== null) found += 1;
    yield offer;
  }
  if (found === 0 && hidden.length > 0) yield* proposals(sources, index, actions, true);
}

function* proposals(
  sources: AnalysisSources,
  index: number,
  actions: readonly AnyCodeAction[],
  mayReveal: boolean,
): Search<OfferedAction> {
  const problem = sources.view.problems()[index];
  if (problem === undefined) return;
  const seen = new Set<string>();
  // Of several ways to write the same, the likeliest that works is offered: titles that are equal give no choice.
  const titles = new Set<string>();
  for (const action of actions.filter(({ fixes }) => fixes.includes(problem.code))) {
    let found = 0;
    for (const offer of action.offers(sources, problem).slice(0, mostTried)) {
      const text = edited(sources.view.text, inOrder(offer.edits));
      if (found === mostOffers) break;
      if (seen.has(text) || titles.has(offer.title)) continue;
      seen.add(text);
      const works = isRightFor(sources, { index, offer, mayReveal });
      if (works) {
        found++;
        titles.add(offer.title);
      }
      yield works ? { ...offer, id: action.id, problem: index } : null;
    }
  }
}

/** Each fix is tried once for a view. */
const isRightFor = rememberPerView(
  (asked: { readonly index: number; readonly offer: Offer; readonly mayReveal: boolean }) =>
    JSON.stringify([asked.index, asked.offer, asked.mayReveal]),
  (sources, { index, offer, mayReveal }) => {
    const problem = sources.view.problems()[index];
    return problem !== undefined && isRight(sources, problem, offer, mayReveal);
  },
);
