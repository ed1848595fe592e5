import type { Range } from "../../base/index.ts";
import type { View } from "../view/view.ts";
import type { AnyCodeAction, Offer } from "./code-action.ts";
import { dropTheBias } from "./drop-the-bias.ts";
import { flattenBeforeLinear } from "./flatten-before-linear.ts";
import { insertNew } from "./insert-new.ts";
import { keepTheBatch } from "./keep-the-batch.ts";
import { matchInChannels } from "./match-in-channels.ts";
import { matchInFeatures } from "./match-in-features.ts";
import { nameTheOptions } from "./name-the-options.ts";
import { projectShortcut } from "./project-shortcut.ts";
import { writeTheNameMeant } from "./write-the-name-meant.ts";
import { writeThePackageMeant } from "./write-the-package-meant.ts";

export type * from "./code-action.ts";

/** Every action, one line each. */
export const codeActions: readonly AnyCodeAction[] = [
  dropTheBias,
  flattenBeforeLinear,
  insertNew,
  keepTheBatch,
  matchInChannels,
  matchInFeatures,
  nameTheOptions,
  projectShortcut,
  writeTheNameMeant,
  writeThePackageMeant,
];

/** An offer with the action that makes it and the problem that it mends. */
export interface OfferedAction extends Offer {
  readonly id: string;
  /** Index into the view's problems, advice among them. */
  readonly problem: number;
}

/** What can be offered for the problems that touch a selection of the file. */
export function offeredActions(view: View, selection: Range): readonly OfferedAction[] {
  const { file } = view.analysis;
  return view.problems().flatMap((problem, index) => {
    const { at } = problem;
    const touched = at.file === file && at.start <= selection.end && selection.start <= at.end;
    const fitting = touched ? codeActions.filter(({ fixes }) => fixes.includes(problem.code)) : [];
    return fitting.flatMap((action) => {
      const offer = action.offer(view, problem);
      return offer === null ? [] : [{ ...offer, id: action.id, problem: index }];
    });
  });
}
