import type { HostMessenger } from "../host/host.ts";
import { viewOf } from "../model/model-view.ts";
import { type AppState, display, endTrial, sightKey } from "./app-state.ts";
import type { Documents } from "./documents.ts";
import type { Store } from "./store.ts";

/** Begins to compare the model in view, side by side: with another of its file, or with the last commit. */
export function startBeside(other: string | null): (state: AppState) => AppState {
  return (state) =>
    display({ mode: "graph", tab: "differences", panel: true })({
      ...endTrial(state),
      beside: { other, found: undefined },
    });
}

export function endBeside(state: AppState): AppState {
  return { ...anew(state), beside: null };
}

/** A pane of another width shows the picture from its beginning. */
function anew(state: AppState): AppState {
  const { [sightKey(state)]: _, ...viewports } = state.viewports;
  return { ...state, viewports };
}

/** Asks the host for the other model and the differences, as they are now. */
export async function loadBeside(
  store: Store<AppState>,
  documents: Documents,
  host: HostMessenger,
): Promise<void> {
  const { beside, shown } = store.get();
  const model = shown?.model;
  if (beside === null || !model) return;
  const { other } = beside;
  const answer = await host.request("beside", { model: model.id, other });
  if (typeof answer === "string") return store.update(found(other, answer));
  const [before = null] = await documents.find([answer.before.version]);
  if (before === null) return;
  const { version } = model;
  store.update(found(other, { ...answer, before, view: viewOf(before), version }));
}

type Found = NonNullable<AppState["beside"]>["found"];

/** Unless the author has chosen something else meanwhile. */
function found(other: string | null, answer: Found): (state: AppState) => AppState {
  return (state) => {
    if (state.beside === null || state.beside.other !== other) return state;
    const isFirst = typeof state.beside.found !== "object";
    return { ...(isFirst ? anew(state) : state), beside: { other, found: answer } };
  };
}
