import type { FileRange } from "../../src/base/index.ts";
import type {
  Companions,
  DrawnFile,
  ModelDocument,
  ModelRun,
  RunProgress,
} from "../../src/protocol/index.ts";
import type { Direction } from "../layout/lay-out.ts";
import { around, type Folds, opened } from "../model/folds.ts";
import { type Times, timesOf } from "../model/heat.ts";
import { type HeatMetric, isMeasured } from "../model/heat-metrics.ts";
import type { ItemId } from "../model/item.ts";
import type { FigureId } from "../model/item-figures.ts";
import { type ModelView, viewOf } from "../model/model-view.ts";
import type { ModelInputs } from "../run/input-choice.ts";
import type { ChosenElement } from "../step/chosen-element.ts";
import type { BesideInView } from "./beside-state.ts";
import type { KnobsInView, TrialInView } from "./trial-in-view.ts";

/** What the host showed last, with the document of its model. */
export type Shown = DrawnFile;

/** Everything the page knows, except for tensors: those stay in the engine's worker. */
export interface AppState {
  readonly shown: Shown | null;
  /** What is drawn: the file's model, or a block that was run apart from it. Null where there is nothing to draw. */
  readonly view: ModelView | null;
  /** Whether `view` is a block that was run apart from the file's models. */
  readonly apart: boolean;
  /** By picture (see `pictureKey`), so that each looks as the author left it. */
  readonly folds: Readonly<Record<string, Folds>>;
  readonly viewports: Readonly<Record<string, Viewport>>;
  /** The block of each picture that is looked at alone. */
  readonly focus: Readonly<Record<string, ItemId>>;
  /** The pictures, by `sightKey`, that the author wanted to see whole and that are lines as they run by themselves. */
  readonly inColumns: Readonly<Record<string, true>>;
  /** Where the graph is drawn; null until it was. */
  readonly pane: Pane | null;
  readonly selected: ItemId | null;
  /** To be scrolled into sight as soon as it is drawn. */
  readonly wanted: ItemId | null;
  /** The cursor in the source. */
  readonly cursor: FileRange | null;
  readonly display: Display;
  readonly search: string;
  /** What the author has chosen for the inputs of each picture's model. */
  readonly inputs: Readonly<Record<string, ModelInputs>>;
  /** The weights and class names of each picture's model. */
  readonly companions: Readonly<Record<string, Companions>>;
  /** The numbers of the model that can be tried, once they were asked for. */
  readonly knobs: KnobsInView | null;
  /** Numbers that are tried; `view` is of them. */
  readonly trial: TrialInView | null;
  /** What the model in view is compared with, side by side; null for nothing. */
  readonly beside: BesideInView | null;
  /** The output element whose arithmetic is looked at. */
  readonly step: ChosenElement | null;
  readonly running: Running | null;
  /** Those of the file in view. */
  readonly finished: Finished | null;
  readonly comparison: Comparison | null;
  /** Why the last run of the file in view did not start or did not finish, or why a file was not taken. */
  readonly notice: string | null;
  /** Whether the last run of the file in view left no answer. It stays so when its notice is closed or gives way to another one. */
  readonly unanswered: boolean;
  /** The results of files that were in view before, by address. */
  readonly elsewhere: Readonly<Record<string, Results>>;
}

/** What runs have left for one file. */
export type Results = Pick<AppState, "finished" | "comparison" | "notice" | "unanswered">;

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Pane {
  readonly width: number;
  readonly height: number;
}

export interface Display {
  readonly mode: "graph" | "table";
  readonly heat: HeatMetric;
  /** Whether shapes stand beside lines, or in boxes. */
  readonly shapes: boolean;
  /** Where lines run. */
  readonly direction: Direction;
  /** The figures of each box. */
  readonly figures: readonly FigureId[];
  /** `Tab.id` of the chosen tab of the side panel. */
  readonly tab: string;
  /** Whether the side panel is open. Null until the author chooses: then it opens as soon as it has something to show. */
  readonly panel: boolean | null;
}

interface Running extends RunProgress {
  readonly title: string;
  /** The file that was in view when it began: its results are this file's. */
  readonly uri: string | null;
  /** What the author was looking at when it began. */
  readonly lookedAt: string;
  /** Stops it. No other run has the same function. */
  readonly cancel: () => void;
}

export interface Finished {
  readonly model: ModelDocument;
  readonly result: ModelRun;
  readonly times: Times;
  readonly ran: Ran;
}

/** What a run was made on, in words. */
export interface Ran {
  /** By argument. */
  readonly inputs: readonly string[];
  /** Of the random weights and inputs. */
  readonly seed: number;
}

export interface Comparison {
  readonly models: readonly ModelDocument[];
  readonly results: readonly ModelRun[];
}

export const initialState: AppState = {
  shown: null,
  view: null,
  apart: false,
  folds: {},
  viewports: {},
  inColumns: {},
  pane: null,
  focus: {},
  selected: null,
  wanted: null,
  cursor: null,
  display: {
    mode: "graph",
    heat: "none",
    shapes: true,
    direction: "automatic",
    figures: ["parameters", "macs", "time"],
    tab: "layer",
    panel: null,
  },
  search: "",
  inputs: {},
  companions: {},
  knobs: null,
  trial: null,
  beside: null,
  step: null,
  running: null,
  finished: null,
  comparison: null,
  notice: null,
  unanswered: false,
  elsewhere: {},
};

const noResults: Results = { finished: null, comparison: null, notice: null, unanswered: false };

/** Names the picture in view: a model of a file, or a block that was run apart. */
export function pictureKey(state: AppState): string {
  return `${state.shown?.uri ?? ""}#${state.apart ? "apart:" : ""}${state.view?.model.id ?? ""}`;
}

/** The block that is looked at alone; null for the whole model, also where an edit has taken the block away. */
export function focusInView(state: AppState): ItemId | null {
  const focus = state.focus[pictureKey(state)];
  return focus !== undefined && state.view?.tree.items.get(focus)?.kind === "group" ? focus : null;
}

/** Names what of the picture the canvas shows, all of it or one block, and in which direction. */
export function sightKey(state: AppState): string {
  const { direction } = state.display;
  return [pictureKey(state), focusInView(state) ?? "", direction === "automatic" ? "" : direction]
    .join(" ")
    .trimEnd();
}

/** From a block that is looked at alone to the one around it. */
export function focusOut(state: AppState): AppState {
  const focus = focusInView(state);
  if (focus === null || state.view === null) return state;
  return { ...focusOn(around(state.view.tree, focus)[0] ?? null)(state), selected: focus };
}

/** Looks at one block alone, or at the whole model again. What is folded in it stays so. */
export function focusOn(id: ItemId | null): (state: AppState) => AppState {
  return (state) => {
    const key = pictureKey(state);
    const { [key]: _, ...others } = state.focus;
    return { ...state, focus: id === null ? others : { ...others, [key]: id } };
  };
}

export function foldsOf(state: AppState): Folds {
  return state.folds[pictureKey(state)] ?? none;
}

/** One object, so that every read returns the same one. */
const none: Folds = {};

/** Shows the present state of the file. The selection stays where its item still exists. */
export function show(shown: Shown): (state: AppState) => AppState {
  return (state) => {
    const stays = state.apart && state.shown?.uri === shown.uri && state.shown.model?.id === shown.model?.id;
    if (stays) return { ...state, shown };
    if (state.trial !== null && state.trial.version === shown.model?.version) return { ...state, shown };
    const view = shown.model === null ? null : viewOf(shown.model);
    const selected = keptSelection(view, state.selected);
    const stayed = state.shown?.uri === shown.uri && state.shown.model?.id === shown.model?.id;
    const beside = stayed ? state.beside : null;
    return { ...withResultsOf(shown, state), shown, view, apart: false, selected, trial: null, beside };
  };
}

/**
 * Puts the results of the file in view away, and brings back those of the file that comes into view. Why a run did not start no
 * longer holds once an edit changes what the model computes.
 */
function withResultsOf({ uri, model }: Shown, state: AppState): AppState {
  const { shown, finished, comparison, notice, unanswered, elsewhere } = state;
  if (shown === null) return state;
  if (shown.uri === uri)
    return shown.model?.computation === model?.computation
      ? state
      : { ...state, notice: null, unanswered: false };
  const { [uri]: back = noResults, ...others } = elsewhere;
  return {
    ...state,
    ...back,
    elsewhere: { ...others, [shown.uri]: { finished, comparison, notice, unanswered } },
  };
}

/** Whether the run under way began on the file in view, or before there was one. */
function isOfFileInView({ running, shown }: AppState): boolean {
  return running === null || running.uri === null || running.uri === shown?.uri;
}

/** The results of a run, for the file that was in view when it began. */
function withResults(state: AppState, results: Partial<Results>): AppState {
  const { running, elsewhere } = state;
  const ended = { ...state, running: null };
  const uri = running?.uri ?? null;
  if (uri === null || isOfFileInView(state)) return { ...ended, ...results };
  return { ...ended, elsewhere: { ...elsewhere, [uri]: { ...(elsewhere[uri] ?? noResults), ...results } } };
}

export function keptSelection(view: ModelView | null, selected: ItemId | null): ItemId | null {
  return selected !== null && view?.tree.items.has(selected) ? selected : null;
}

/** Returns from a block that was run apart to the file's own model. */
export function leaveApart(state: AppState): AppState {
  const model = state.shown?.model ?? null;
  const view = model === null ? null : viewOf(model);
  return { ...state, apart: false, view, selected: null, trial: null };
}

/** Puts the numbers that are tried back to those of the file. */
export function endTrial(state: AppState): AppState {
  return state.trial === null ? state : { ...leaveApart(state), selected: state.selected };
}

export function display(change: Partial<Display>): (state: AppState) => AppState {
  return (state) => ({ ...state, display: { ...state.display, ...change } });
}

export function setFolds(change: (view: ModelView, folds: Folds) => Folds): (state: AppState) => AppState {
  return (state) => {
    if (state.view === null) return state;
    return { ...state, folds: { ...state.folds, [pictureKey(state)]: change(state.view, foldsOf(state)) } };
  };
}

/** Tabs that show the selected item in their own way. */
const tabsOfSelection = ["step", "what-if", "differences"];

export function select(id: ItemId | null): (state: AppState) => AppState {
  return (state) => {
    const stays = tabsOfSelection.includes(state.display.tab);
    return { ...state, selected: id, display: stays ? state.display : { ...state.display, tab: "layer" } };
  };
}

/** Selects an item, which may be in a folded group or out of sight, and goes there. */
export function goTo(id: ItemId): (state: AppState) => AppState {
  return (state) => {
    const unfolded = setFolds(({ tree }, folds) => opened(tree, folds, id))(state);
    const focus = focusInView(state);
    const outside = focus !== null && state.view !== null && !around(state.view.tree, id).includes(focus);
    return { ...(outside ? focusOn(null)(unfolded) : unfolded), selected: id, wanted: id };
  };
}

export function keepViewport(viewport: Viewport): (state: AppState) => AppState {
  return (state) => ({ ...state, viewports: { ...state.viewports, [sightKey(state)]: viewport } });
}

/** Where lines run by themselves, a long chain goes down in columns from now on, as far as it would be a line otherwise. */
export function setInColumns(state: AppState): AppState {
  return { ...state, inColumns: { ...state.inColumns, [sightKey(state)]: true } };
}

/** Whether the picture in view is one of those, while nothing else is chosen. */
export function isInColumns(state: AppState): boolean {
  return state.display.direction === "automatic" && state.inColumns[sightKey(state)] === true;
}

export function startRun(
  cancel: () => void,
  models: readonly ModelDocument[],
): (state: AppState) => AppState {
  return (state) => {
    const [model] = models;
    const one = models.length === 1 && model !== undefined;
    const title = one ? model.name : `${models.length} models`;
    const uri = state.shown?.uri ?? null;
    const begun = one ? drawn(state, model) : state;
    const lookedAt = lookedAtIn(begun);
    const running: Running = { cancel, title, uri, lookedAt, phase: "making", done: 0, total: 0 };
    return { ...begun, running, notice: null, unanswered: false };
  };
}

/** Draws what runs. A block that is not the file's model is drawn apart from it. */
function drawn(state: AppState, model: ModelDocument): AppState {
  const own = state.shown?.model;
  if (own && own.id === model.id && own.computation === model.computation)
    return state.apart ? leaveApart(state) : endTrial(state);
  return { ...state, view: viewOf(model), apart: true, selected: null, trial: null };
}

export function progressed(cancel: () => void, progress: RunProgress): (state: AppState) => AppState {
  return (state) =>
    state.running?.cancel === cancel ? { ...state, running: { ...state.running, ...progress } } : state;
}

function lookedAtIn({ selected, display: { tab } }: AppState): string {
  return `${tab} ${selected}`;
}

/** Whether a run's results may come to the front: not if the author has turned to something else since it began. */
function isWaitedFor(state: AppState): boolean {
  const { running } = state;
  return isOfFileInView(state) && (running === null || running.lookedAt === lookedAtIn(state));
}

export function finishRun(model: ModelDocument, result: ModelRun, ran: Ran): (state: AppState) => AppState {
  return (state) => {
    const ended = withResults(state, {
      finished: { model, result, ran, times: timesOf(model, result.steps) },
    });
    const heat = state.display.heat === "none" ? "time" : state.display.heat;
    if (!isOfFileInView(state)) return ended;
    return display(isWaitedFor(state) ? { tab: "run", panel: true, heat } : { heat })(ended);
  };
}

export function finishComparison(comparison: Comparison): (state: AppState) => AppState {
  return (state) => {
    const ended = withResults(state, { comparison });
    return isWaitedFor(state) ? display({ tab: "comparison", panel: true })(ended) : ended;
  };
}

export function endRun(notice: string | null): (state: AppState) => AppState {
  return (state) => withResults(state, { notice, unanswered: notice !== null });
}

/** Whether the side panel is open. */
export function showsPanel({ display, selected, finished, comparison }: AppState): boolean {
  return display.panel ?? (selected !== null || finished !== null || comparison !== null);
}

/** What colours the boxes: what a run measures does only after one. */
export function heatInView(state: AppState): HeatMetric {
  const { heat } = state.display;
  return isMeasured(heat) && finishedOfView(state) === null ? "none" : heat;
}

/** The last run where it applies to the model in view, that is, where edits have not changed what it computes. */
export function finishedOfView(state: AppState): Finished | null {
  const { finished, view } = state;
  if (finished === null || view === null) return null;
  return finished.model.computation === view.model.computation ? finished : null;
}
