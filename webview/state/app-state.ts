import type { FileRange } from "../../src/base/index.ts";
import type { HostMessage, ModelDocument, RunResult } from "../../src/protocol/index.ts";
import { type Folds, opened } from "../model/folds.ts";
import { type HeatMetric, type Times, timesOf } from "../model/heat.ts";
import type { ItemId } from "../model/item.ts";
import { type ModelView, sameComputation, viewOf } from "../model/model-view.ts";

export type Show = Extract<HostMessage, { kind: "show" }>;

/** Everything the page knows. Tensors are not in it: they stay in the engine's worker. */
export interface AppState {
  readonly shown: Show | null;
  /**
   * What is drawn: the file's model, or a block that was run apart from it. Null where there is nothing to
   * draw.
   */
  readonly view: ModelView | null;
  /** Whether `view` is a block that was run apart. */
  readonly apart: boolean;
  /** By model (see `modelKey`), so that going back and forth keeps each as it was left. */
  readonly folds: Readonly<Record<string, Folds>>;
  readonly viewports: Readonly<Record<string, Viewport>>;
  readonly selected: ItemId | null;
  /** To be brought into sight as soon as it is drawn. */
  readonly wanted: ItemId | null;
  /** Where the cursor stands in the source. */
  readonly cursor: FileRange | null;
  readonly display: Display;
  readonly search: string;
  readonly running: Running | null;
  readonly finished: Finished | null;
  readonly comparison: Comparison | null;
  /** Why the last run did not take place or was cut short. */
  readonly notice: string | null;
}

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Display {
  readonly mode: "graph" | "table";
  readonly heat: HeatMetric;
  readonly shapes: boolean;
  readonly tab: Tab;
  /** Whether the side panel shows; until somebody says so, it does as soon as there is something in it. */
  readonly panel: boolean | null;
}

/** What the side panel holds. */
export type Tab = "layer" | "run" | "comparison";

interface Running {
  readonly id: string;
  readonly title: string;
  readonly done: number;
  readonly total: number;
}

export interface Finished {
  readonly model: ModelDocument;
  readonly result: RunResult;
  readonly times: Times;
}

export interface Comparison {
  readonly models: readonly ModelDocument[];
  readonly results: readonly RunResult[];
}

export const initialState: AppState = {
  shown: null,
  view: null,
  apart: false,
  folds: {},
  viewports: {},
  selected: null,
  wanted: null,
  cursor: null,
  display: { mode: "graph", heat: "none", shapes: true, tab: "layer", panel: null },
  search: "",
  running: null,
  finished: null,
  comparison: null,
  notice: null,
};

/** Names the model in view, across files. */
export function modelKey(state: AppState): string {
  return `${state.shown?.uri ?? ""}#${state.apart ? "apart:" : ""}${state.view?.model.id ?? ""}`;
}

export function foldsOf(state: AppState): Folds {
  return state.folds[modelKey(state)] ?? none;
}

/** One object, so that reading it twice gives the same. */
const none: Folds = {};

/** The host told how the file stands now. The selection stays where its item still exists. */
export function show(message: Show): (state: AppState) => AppState {
  return (state) => {
    const stays =
      state.apart && state.shown?.uri === message.uri && state.shown.model?.id === message.model?.id;
    if (stays) return { ...state, shown: message };
    const view = message.model === null ? null : viewOf(message.model);
    return { ...state, shown: message, view, apart: false, selected: keptSelection(view, state.selected) };
  };
}

function keptSelection(view: ModelView | null, selected: ItemId | null): ItemId | null {
  return selected !== null && view?.tree.items.has(selected) ? selected : null;
}

/** Turns back from a block that was run apart to the file's own model. */
export function leaveApart(state: AppState): AppState {
  const model = state.shown?.model ?? null;
  return { ...state, apart: false, view: model === null ? null : viewOf(model), selected: null };
}

export function display(change: Partial<Display>): (state: AppState) => AppState {
  return (state) => ({ ...state, display: { ...state.display, ...change } });
}

export function setFolds(change: (view: ModelView, folds: Folds) => Folds): (state: AppState) => AppState {
  return (state) => {
    if (state.view === null) return state;
    return { ...state, folds: { ...state.folds, [modelKey(state)]: change(state.view, foldsOf(state)) } };
  };
}

export function select(id: ItemId | null): (state: AppState) => AppState {
  return (state) => ({ ...state, selected: id, display: { ...state.display, tab: "layer" } });
}

/** Selects an item that may lie in folded groups or out of sight, and goes there. */
export function goTo(id: ItemId): (state: AppState) => AppState {
  return (state) => {
    const unfolded = setFolds(({ tree }, folds) => opened(tree, folds, id))(state);
    return { ...unfolded, selected: id, wanted: id };
  };
}

export function keepViewport(viewport: Viewport): (state: AppState) => AppState {
  return (state) => ({ ...state, viewports: { ...state.viewports, [modelKey(state)]: viewport } });
}

export function startRun(id: string, models: readonly ModelDocument[]): (state: AppState) => AppState {
  return (state) => {
    const [model] = models;
    const one = models.length === 1 && model !== undefined;
    const title = one ? model.name : `${models.length} models`;
    const running = { id, title, done: 0, total: 0 };
    return { ...(one ? turnTo(state, model) : state), running, notice: null };
  };
}

/** Draws what runs: a block that is not the file's model in view is drawn apart. */
function turnTo(state: AppState, model: ModelDocument): AppState {
  const own = state.shown?.model;
  if (own && own.id === model.id && sameComputation(own, model))
    return state.apart ? leaveApart(state) : state;
  return { ...state, view: viewOf(model), apart: true, selected: null };
}

export function progressed(id: string, done: number, total: number): (state: AppState) => AppState {
  return (state) =>
    state.running?.id === id ? { ...state, running: { ...state.running, done, total } } : state;
}

export function finishRun(model: ModelDocument, result: RunResult): (state: AppState) => AppState {
  return (state) => ({
    ...state,
    running: null,
    finished: { model, result, times: timesOf(model, result.steps) },
    display: {
      ...state.display,
      tab: "run",
      panel: true,
      heat: state.display.heat === "none" ? "time" : state.display.heat,
    },
  });
}

export function finishComparison(comparison: Comparison): (state: AppState) => AppState {
  return (state) => ({
    ...state,
    running: null,
    comparison,
    display: { ...state.display, tab: "comparison", panel: true },
  });
}

export function endRun(notice: string | null): (state: AppState) => AppState {
  return (state) => ({ ...state, running: null, notice });
}

/** Whether the side panel is open. */
export function showsPanel({ display, selected, finished, comparison }: AppState): boolean {
  return display.panel ?? (selected !== null || finished !== null || comparison !== null);
}

/** The last run, where it speaks of the model in view: the same steps, whatever else was edited. */
export function finishedOfView(state: AppState): Finished | null {
  const { finished, view } = state;
  if (finished === null || view === null) return null;
  return sameComputation(finished.model, view.model) ? finished : null;
}
