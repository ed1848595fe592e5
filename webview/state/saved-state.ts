import type { ModelDocument, SavedState } from "../../src/protocol/index.ts";
import type { Folds } from "../model/folds.ts";
import { timesOf } from "../model/heat.ts";
import { isMeasured } from "../model/heat-metrics.ts";
import type { ModelInputs } from "../run/input-choice.ts";
import type { AppState, Comparison, Display, Finished, Viewport } from "./app-state.ts";

/**
 * What survives a reload of the window or being hidden behind another tab: the folds and choices of the author, and the
 * results of the last run. Tensors are computed again.
 */
export interface SavedPage extends SavedState {
  /** Increase it when the form of anything in it changes, including the result of a run. */
  readonly version: 5;
  readonly folds: Readonly<Record<string, Folds>>;
  readonly viewports: Readonly<Record<string, Viewport>>;
  /** Pages before it had none. */
  readonly inColumns?: AppState["inColumns"];
  /** Pages before it had none. */
  readonly focus?: Readonly<Record<string, string>>;
  readonly selected: string | null;
  readonly display: Display;
  /** Large pictures are left out. */
  readonly inputs: Readonly<Record<string, ModelInputs>>;
  /** Null where nothing has run, or where the model is too large to keep. */
  readonly finished: Omit<Finished, "times"> | null;
  readonly comparison: Comparison | null;
}

/** The most nodes of models that are saved with their results: everything is written again with each change of the picture. */
const mostNodes = 2000;

/** Null until something is shown, so that an empty page does not overwrite what an earlier one saved. */
export function pageToSave(state: AppState): SavedPage | null {
  const { shown, folds, viewports, inColumns, focus, selected, display, inputs, finished, comparison } =
    state;
  if (shown === null) return null;
  const left = { folds, viewports, inColumns, focus, selected, display, inputs: inputsToSave(inputs) };
  return {
    version: 5,
    uri: shown.uri,
    model: shown.model?.id ?? null,
    pinned: shown.pinned === true,
    ...left,
    finished: finished && isSmall([finished.model]) ? withoutTimes(finished) : null,
    comparison: comparison && isSmall(comparison.models) ? comparison : null,
  };
}

function withoutTimes({ times, ...kept }: Finished): Omit<Finished, "times"> {
  return kept;
}

/** The newest choices, as far as their pictures take less than a megabyte together. */
function inputsToSave(inputs: SavedPage["inputs"]): SavedPage["inputs"] {
  let room = 1_000_000;
  const kept = Object.entries(inputs)
    .reverse()
    .filter(([, choices]) => {
      for (const { source } of Object.values(choices))
        room -= source.kind === "picture" ? source.kept.rgb.length : 0;
      return room > 0;
    });
  return Object.fromEntries(kept.reverse());
}

function isSmall(models: readonly ModelDocument[]): boolean {
  return models.reduce((sum, { graph }) => sum + graph.nodes.length, 0) <= mostNodes;
}

/** The state with what an earlier page saved, where this version of the extension wrote it. */
export function restored(state: AppState, saved: unknown): AppState {
  if (!isSavedPage(saved)) return state;
  const {
    folds,
    viewports,
    inColumns = {},
    focus = {},
    selected,
    display,
    inputs,
    finished,
    comparison,
  } = saved;
  const heat = isMeasured(display.heat) && finished === null ? "none" : display.heat;
  return {
    ...state,
    folds,
    viewports,
    inColumns,
    focus,
    selected,
    inputs,
    display: { ...state.display, ...display, heat },
    finished: finished && { ...finished, times: timesOf(finished.model, finished.result.steps) },
    comparison,
  };
}

/** The documents that a restored state contains. */
export function documentsIn({ finished, comparison }: AppState): readonly ModelDocument[] {
  return [...(finished ? [finished.model] : []), ...(comparison?.models ?? [])];
}

function isSavedPage(saved: unknown): saved is SavedPage {
  return typeof saved === "object" && saved !== null && "version" in saved && saved.version === 5;
}
