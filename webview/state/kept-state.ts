import type { KeptState } from "../../src/protocol/index.ts";
import type { Folds } from "../model/folds.ts";
import type { AppState, Display, Viewport } from "./app-state.ts";

/**
 * What survives a reload of the window: how the author left the picture. Models and tensors are made anew.
 */
export interface KeptPage extends KeptState {
  readonly version: 1;
  readonly folds: Readonly<Record<string, Folds>>;
  readonly viewports: Readonly<Record<string, Viewport>>;
  readonly selected: string | null;
  readonly display: Display;
}

/** Null while nothing was shown: what an earlier page kept must not be lost to an empty one. */
export function pageToKeep(state: AppState): KeptPage | null {
  const { shown, folds, viewports, selected, display } = state;
  if (shown === null) return null;
  return { version: 1, uri: shown.uri, model: shown.model?.id ?? null, folds, viewports, selected, display };
}

/** The state with what an earlier page kept; anything that this version did not write is left alone. */
export function restored(state: AppState, kept: unknown): AppState {
  if (!isKeptPage(kept)) return state;
  const { folds, viewports, selected, display } = kept;
  // A run's results went with the page.
  const heat = display.heat === "time" ? "none" : display.heat;
  return { ...state, folds, viewports, selected, display: { ...display, tab: "layer", heat } };
}

function isKeptPage(kept: unknown): kept is KeptPage {
  return typeof kept === "object" && kept !== null && "version" in kept && kept.version === 1;
}
