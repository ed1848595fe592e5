import type { ModelDocument } from "../../src/protocol/index.ts";
import {
  type AppState,
  finishedOfView,
  focusInView,
  foldsOf,
  initialState,
  pictureKey,
  type Shown,
  show,
} from "../state/app-state.ts";
import { pageToSave, type SavedPage } from "../state/saved-state.ts";

/** What an exported page shows, and how the author left it. */
export interface ExportedData {
  readonly shown: Shown;
  readonly page: SavedPage | null;
}

/** The model in view. Addresses of files lose their folders, which are nobody else's business. */
export function exportedData(state: AppState): ExportedData {
  const { view, shown, display, selected } = state;
  if (view === null || shown === null) throw new Error("There is no model in view to export.");
  const model = withoutFolders(view.model);
  const problems = state.apart ? [] : shown.problems;
  const alone: Shown = {
    ...shown,
    uri: shown.fileName,
    model,
    models: [model],
    problems: problems.map((problem) => ({ ...problem, file: nameOf(problem.file) })),
  };
  const base = show(alone)(initialState);
  const [key, focus, finished] = [pictureKey(base), focusInView(state), finishedOfView(state)];
  return {
    shown: alone,
    page: pageToSave({
      ...base,
      selected,
      display: { ...display, tab: "layer", panel: null },
      folds: { [key]: foldsOf(state) },
      focus: focus === null ? {} : { [key]: focus },
      finished: finished && { ...finished, model },
    }),
  };
}

function withoutFolders(model: ModelDocument): ModelDocument {
  const move = <T extends { readonly source: { readonly file: string } | null }>(item: T): T =>
    item.source === null ? item : { ...item, source: { ...item.source, file: nameOf(item.source.file) } };
  const { graph, faults } = model;
  return {
    ...model,
    graph: { ...graph, nodes: graph.nodes.map(move), modules: graph.modules.map(move) },
    faults: faults.map((fault) => ({
      ...fault,
      problem: { ...fault.problem, file: nameOf(fault.problem.file) },
    })),
  };
}

function nameOf(address: string): string {
  return address.split("/").at(-1) ?? address;
}
