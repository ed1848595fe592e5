import type { KeptState, ModelDocument } from "../../src/protocol/index.ts";
import type { Folds } from "../model/folds.ts";
import { timesOf } from "../model/heat.ts";
import type { AppState, Comparison, Display, Finished, Viewport } from "./app-state.ts";

/**
 * What survives a reload of the window, and a while behind another tab: how the author left the picture, and what the
 * last run gave. Tensors are made anew.
 */
export interface KeptPage extends KeptState {
  /** Raised when anything that is kept changes its form, a run's result included. */
  readonly version: 1;
  readonly folds: Readonly<Record<string, Folds>>;
  readonly viewports: Readonly<Record<string, Viewport>>;
  readonly selected: string | null;
  readonly display: Display;
  /** Null, or missing where an earlier version wrote, or where it is too much to keep. */
  readonly finished?: Omit<Finished, "times"> | null;
  readonly comparison?: Comparison | null;
}

/** Nodes of models that are kept with their results: with each change of the picture all of it is written again. */
const mostNodes = 2000;

/** Null while nothing was shown: what an earlier page kept must not be lost to an empty one. */
export function pageToKeep(state: AppState): KeptPage | null {
  const { shown, folds, viewports, selected, display, finished, comparison } = state;
  if (shown === null) return null;
  const left = { folds, viewports, selected, display };
  return {
    version: 1,
    uri: shown.uri,
    model: shown.model?.id ?? null,
    ...left,
    finished:
      finished && isSmall([finished.model]) ? { model: finished.model, result: finished.result } : null,
    comparison: comparison && isSmall(comparison.models) ? comparison : null,
  };
}

function isSmall(models: readonly ModelDocument[]): boolean {
  return models.reduce((sum, { graph }) => sum + graph.nodes.length, 0) <= mostNodes;
}

/** The state with what an earlier page kept; anything that this version did not write is left alone. */
export function restored(state: AppState, kept: unknown): AppState {
  if (!isKeptPage(kept)) return state;
  const { folds, viewports, selected, display, finished = null, comparison = null } = kept;
  const heat = display.heat === "time" && finished === null ? "none" : display.heat;
  const isEmpty = { layer: false, run: finished === null, comparison: comparison === null }[display.tab];
  return {
    ...state,
    folds,
    viewports,
    selected,
    display: { ...display, tab: isEmpty ? "layer" : display.tab, heat },
    finished: finished && { ...finished, times: timesOf(finished.model, finished.result.steps) },
    comparison,
  };
}

function isKeptPage(kept: unknown): kept is KeptPage {
  return typeof kept === "object" && kept !== null && "version" in kept && kept.version === 1;
}
