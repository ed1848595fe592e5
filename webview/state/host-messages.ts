import { assertNever } from "../../src/base/index.ts";
import type { HostMessage, ModelDocument, RunOutcome } from "../../src/protocol/index.ts";
import { endRun, finishComparison, finishRun, progressed, show, startRun } from "./app-state.ts";
import type { Page } from "./page.ts";

/** Does what the host says. */
export function receive(page: Page, message: HostMessage): void {
  const { store, engine } = page;
  switch (message.kind) {
    case "show":
      store.update(show(message));
      break;
    case "select-source":
      store.update((state) => ({ ...state, cursor: message.at }));
      break;
    case "run":
      void run(page, { ...message, models: [message.model] });
      break;
    case "compare":
      void run(page, message);
      break;
    case "cancel":
      engine.cancel(message.id);
      break;
    default:
      assertNever(message, "message of the host");
  }
}

interface Run {
  readonly id: string;
  readonly models: readonly ModelDocument[];
  readonly seed: number;
  readonly runs: number;
}

async function run({ store, engine, bridge }: Page, { id, models, seed, runs }: Run): Promise<void> {
  const running = store.get().running;
  if (running !== null) engine.cancel(running.id);
  store.update(startRun(id, models));
  const outcome = await engine.run({ id, models, seed, runs }, (done, total) => {
    store.update(progressed(id, done, total));
    bridge.post({ kind: "run-progress", id, done, total });
  });
  // A later run may have taken over the display; the host still wants the answer to this one.
  if (store.get().running?.id === id) store.update(afterRun(models, outcome));
  bridge.post({ kind: "run-finished", id, outcome });
}

function afterRun(models: Run["models"], outcome: RunOutcome): ReturnType<typeof endRun> {
  if (outcome.kind === "cancelled") return endRun("Run cancelled.");
  if (outcome.kind === "refused") return endRun(outcome.message);
  const [model] = models;
  const [result] = outcome.results;
  if (models.length === 1 && model !== undefined && result !== undefined) return finishRun(model, result);
  return finishComparison({ models, results: outcome.results });
}
