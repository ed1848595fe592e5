import type { HostMessage, ModelDocument, PreviewMessage, RunOutcome } from "../../protocol/index.ts";
import { runSettings } from "../settings.ts";

/** The runs that the page was asked for and has not answered yet. */
export interface Runs {
  /** Runs one model, or compares several. Resolves with the page's answer; never rejects. */
  start(models: readonly ModelDocument[], post: (message: HostMessage) => void): Promise<RunOutcome>;
  receive(message: PreviewMessage): void;
  /** Ids of what goes on. */
  pending(): readonly string[];
  /** The page is gone: nobody will answer any more. */
  abandon(): void;
}

export function createRuns(): Runs {
  const waiting = new Map<string, (outcome: RunOutcome) => void>();
  let count = 0;
  return {
    start(models, post) {
      count += 1;
      const id = `host-${count}`;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        post(message(id, models));
      });
    },
    receive(message) {
      if (message.kind !== "run-finished") return;
      waiting.get(message.id)?.(message.outcome);
      waiting.delete(message.id);
    },
    pending: () => [...waiting.keys()],
    abandon() {
      for (const resolve of waiting.values()) resolve({ kind: "cancelled" });
      waiting.clear();
    },
  };
}

function message(id: string, models: readonly ModelDocument[]): HostMessage {
  const [model] = models;
  if (model === undefined) throw new Error("A run needs a model.");
  return models.length === 1
    ? { kind: "run", id, model, ...runSettings() }
    : { kind: "compare", id, models, ...runSettings() };
}
