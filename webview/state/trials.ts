import type { KnobValues, ModelDocument } from "../../src/protocol/index.ts";
import type { HostMessenger } from "../host/host.ts";
import { viewOf } from "../model/model-view.ts";
import { type AppState, endTrial, keptSelection } from "./app-state.ts";
import type { Documents } from "./documents.ts";
import type { Store } from "./store.ts";
import type { TrialInView } from "./trial-in-view.ts";

/** Numbers of the file's model that are tried without touching the file. */
export interface Trials {
  /** Asks which numbers there are, of the model and of one of its modules; "" for no module. */
  load(module: string): Promise<void>;
  /** Tries a number. One request is under way at a time; of those that come meanwhile only the last is sent. */
  set(id: string, value: number): void;
  reset(): void;
  /** Writes the numbers into the file. */
  apply(): Promise<void>;
}

export function createTrials(
  store: Store<AppState>,
  documents: Documents,
  host: () => HostMessenger,
): Trials {
  let busy = false;

  async function send(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      for (let sent: KnobValues | null = null; ; ) {
        const { trial } = store.get();
        if (trial === null || trial.values === sent) return;
        sent = trial.values;
        await ask(trial);
      }
    } finally {
      busy = false;
    }
  }
  async function ask({ version, of, values }: TrialInView): Promise<void> {
    const { model, problems, reason } = await host().request("trial", { ...of, values });
    const [document = null] = model === null ? [] : await documents.find([model.version]);
    store.update((state) => {
      // The file has changed, or the author has put the numbers back.
      if (state.trial?.version !== version) return state;
      const shown = { ...state, trial: { ...state.trial, problems, reason } };
      return document === null ? shown : drawn(shown, document);
    });
  }
  return {
    async load(module) {
      const { shown, trial } = store.get();
      const model = shown?.model;
      if (!model) return;
      const tried = trial?.version === model.version ? trial.of.modules : [];
      const of = { model: model.id, modules: [...new Set([...tried, ...(module === "" ? [] : [module])])] };
      const knobs = await host().request("knobs", of);
      store.update((state) => {
        const isOld = state.shown?.model?.version !== model.version;
        return isOld ? state : { ...state, knobs: { ...knobs, version: model.version, of } };
      });
    },
    set(id, value) {
      store.update(withValue(id, value));
      void send();
    },
    reset: () => store.update(endTrial),
    async apply() {
      const { trial } = store.get();
      if (trial === null) return;
      const reason = await host().request("applyTrial", { ...trial.of, values: trial.values });
      // Once they are written, the file's new state comes of itself.
      if (reason !== null)
        store.update((state) =>
          state.trial === null ? state : { ...state, trial: { ...state.trial, reason } },
        );
    },
  };
}

function drawn(state: AppState, model: ModelDocument): AppState {
  const view = viewOf(model);
  return { ...state, view, apart: false, selected: keptSelection(view, state.selected) };
}

/** A value that the file has already is not tried; where none is left, the picture is the file's again. */
function withValue(id: string, value: number): (state: AppState) => AppState {
  return (state) => {
    const { knobs, trial } = state;
    if (knobs === null) return state;
    const { [id]: _, ...others } = trial?.values ?? {};
    const own = knobs.knobs.find((knob) => knob.id === id);
    const values = own?.value === value ? others : { ...others, [id]: value };
    if (Object.keys(values).length === 0) return endTrial(state);
    const isTried = (module: string) => knobs.knobs.some(({ group, id }) => group === module && id in values);
    const of = { ...knobs.of, modules: knobs.of.modules.filter(isTried) };
    const { problems, reason } = trial ?? { problems: [], reason: null };
    return { ...state, trial: { version: knobs.version, of, values, problems, reason } };
  };
}
