import { meet, type Range } from "../../base/index.ts";
import { type AnalysisSources, rememberPerView } from "../arguments/sources.ts";
import { edited } from "../view/text-edits.ts";
import { bringChannelsFirst } from "./bring-channels-first.ts";
import { callTheMethod } from "./call-the-method.ts";
import type { AnyCodeAction, Offer } from "./code-action.ts";
import { divideIntoGroups } from "./divide-into-groups.ts";
import { dropTheBias } from "./drop-the-bias.ts";
import { inOrder } from "./edits.ts";
import { flattenBeforeLinear } from "./flatten-before-linear.ts";
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
import { projectShortcut } from "./project-shortcut.ts";
import { isRight } from "./tried.ts";
import { writeTheDeclaredName } from "./write-the-declared-name.ts";
import { writeTheNameMeant } from "./write-the-name-meant.ts";
import { writeThePackageMeant } from "./write-the-package-meant.ts";

export type * from "./code-action.ts";

/** Every action, one line each. */
export const codeActions: readonly AnyCodeAction[] = [
  bringChannelsFirst,
  callTheMethod,
  divideIntoGroups,
  dropTheBias,
  flattenBeforeLinear,
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
  projectShortcut,
  writeTheDeclaredName,
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
export function offeredActions(sources: AnalysisSources, selection: Range): readonly OfferedAction[] {
  const { view } = sources;
  const { file } = view.analysis;
  return view
    .problems()
    .flatMap(({ at }, index) => (at.file === file && meet(at, selection) ? actionsFor(sources, index) : []));
}

/** What **Fix all** may apply. Other actions are not even tried, because a save waits for it. */
export function offersInFixAll(sources: AnalysisSources): readonly OfferedAction[] {
  const actions = codeActions.filter(({ isInFixAll }) => isInFixAll === true);
  const { file } = sources.view.analysis;
  return sources.view
    .problems()
    .flatMap(({ at }, index) => (at.file === file ? triedOffers(sources, index, actions) : []));
}

/** What fixes the problem with that index among the view's. Each fix is tried once for a view. */
export const actionsFor = rememberPerView(
  (index: number) => index,
  (sources, index) => triedOffers(sources, index, codeActions),
);

function triedOffers(
  sources: AnalysisSources,
  index: number,
  actions: readonly AnyCodeAction[],
): readonly OfferedAction[] {
  const problem = sources.view.problems()[index];
  if (problem === undefined) return [];
  const seen = new Set<string>();
  return actions
    .filter(({ fixes }) => fixes.includes(problem.code))
    .flatMap((action) => {
      const right = takeRight(action.offers(sources, problem), (offer) => {
        const text = edited(sources.view.text, inOrder(offer.edits));
        if (seen.has(text)) return false;
        seen.add(text);
        return isRight(sources, problem, offer);
      });
      return right.map((offer) => ({ ...offer, id: action.id, problem: index }));
    });
}

/** A longer list would have to be studied before a fix is taken, and each proposal costs an analysis. */
const mostOffers = 2;
const mostTried = 12;

function takeRight(offers: readonly Offer[], isFine: (offer: Offer) => boolean): readonly Offer[] {
  const right: Offer[] = [];
  for (const offer of offers.slice(0, mostTried)) {
    if (right.length === mostOffers) break;
    if (isFine(offer)) right.push(offer);
  }
  return right;
}
