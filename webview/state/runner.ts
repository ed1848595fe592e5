import type { OpenRequest } from "../../src/base/index.ts";
import type { ModelDocument, RunOutcome, RunProgress, RunRequest } from "../../src/protocol/index.ts";
import type { Engine } from "../engine/engine.ts";
import type { InputChoice } from "../run/input-choice.ts";
import {
  fillWords,
  inputTensors,
  inputWords,
  madeInput,
  type Pictures,
  pictureInputs,
} from "../run/model-inputs.ts";
import {
  type AppState,
  endRun,
  finishComparison,
  finishRun,
  progressed,
  type Ran,
  startRun,
} from "./app-state.ts";
import { type CompanionFiles, noCompanions } from "./companions.ts";
import { choicesFor, inputsInView } from "./inputs.ts";
import type { Store } from "./store.ts";

interface Parts {
  readonly store: Store<AppState>;
  readonly engine: Engine;
  readonly pictures: Pictures;
  readonly companions: CompanionFiles;
}

export interface Runner {
  run(request: RunRequest, models: readonly ModelDocument[], call: RunCall): Promise<RunOutcome>;
  /** Runs the model in view as the last one ran; false where nothing has run yet. */
  again(): boolean;
}

type RunCall = Pick<OpenRequest<RunProgress>, "progress" | "onCancel">;

export function createRunner({ store, engine, pictures, companions }: Parts): Runner {
  let last: Pick<RunRequest, "seed" | "runs"> | null = null;

  async function run(
    { seed, runs }: Pick<RunRequest, "seed" | "runs">,
    models: readonly ModelDocument[],
    call: RunCall,
  ): Promise<RunOutcome> {
    last = { seed, runs };
    const abort = new AbortController();
    const cancel = (): void => abort.abort();
    call.onCancel(cancel);
    store.get().running?.cancel();
    store.update(startRun(cancel, models));
    const [only, ...others] = models;
    const alone = only !== undefined && others.length === 0;
    // The file may have changed since. A comparison is of blocks, which have no weights of their own.
    const present = alone ? await companions.refresh() : noCompanions;
    const choices = alone ? choicesFor(only, inputsInView(store.get()), present) : [];
    const asRun = (model: ModelDocument) => ({
      ...{ name: model.name, version: model.version },
      inputs: alone ? inputTensors(model, choices, pictures) : [],
      weights: present.weights,
    });
    const ran = alone ? ranWords(only, choices) : [];
    const outcome = await engine.run({ models: models.map(asRun), seed, runs }, abort.signal, (progress) => {
      store.update(progressed(cancel, progress));
      call.progress(progress);
    });
    // A later run may have taken over the display; the host still gets the outcome of this one.
    if (store.get().running?.cancel === cancel)
      store.update(afterRun(models, outcome, { inputs: ran, seed }));
    return outcome;
  }

  /** What each input was, in words. */
  function ranWords(model: ModelDocument, choices: readonly InputChoice[]): readonly string[] {
    return pictureInputs(model).map((input, argument) => {
      const fill = model.fills[argument] ?? "random";
      if (input === null) return fillWords(fill);
      return inputWords(choices[argument] ?? madeInput, input, fill, pictures);
    });
  }
  return {
    run,
    again() {
      const { view } = store.get();
      if (last === null || view === null) return false;
      void run(last, [view.model], unheard);
      return true;
    },
  };
}

/** The page's own runs are reported to no one else. */
const unheard: RunCall = { progress: () => undefined, onCancel: () => undefined };

function afterRun(
  models: readonly ModelDocument[],
  outcome: RunOutcome,
  ran: Ran,
): ReturnType<typeof endRun> {
  if (outcome.kind === "cancelled") return endRun("Run cancelled.");
  if (outcome.kind === "refused") return endRun(outcome.message);
  const [model] = models;
  const [result] = outcome.results;
  if (models.length === 1 && model !== undefined && result !== undefined)
    return finishRun(model, result, ran);
  return finishComparison({ models, results: outcome.results });
}
