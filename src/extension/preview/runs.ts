import { Disconnected } from "../../base/index.ts";
import type { ModelDocument, RunOutcome, RunProgress } from "../../protocol/index.ts";
import { runSettings } from "../settings.ts";
import type { Channel } from "./channel.ts";

/** The runs that the page has not finished yet. */
export interface Runs {
  /** Runs one model, or compares several. Never rejects. */
  start(models: readonly ModelDocument[]): Promise<RunOutcome>;
  cancel(): void;
  /** A model of a run that is under way. */
  find(version: string): ModelDocument | undefined;
}

interface Run {
  readonly models: readonly ModelDocument[];
  readonly abort: AbortController;
}

export function createRuns(channel: Channel, onProgress: (progress: RunProgress) => void): Runs {
  const running = new Set<Run>();
  return {
    async start(models) {
      const run: Run = { models, abort: new AbortController() };
      const refs = models.map(({ id, version }) => ({ id, version }));
      running.add(run);
      try {
        const options = { onProgress, signal: run.abort.signal };
        return await channel.request("run", { models: refs, ...runSettings() }, options);
      } catch (error) {
        if (error instanceof Disconnected) return { kind: "cancelled" };
        return { kind: "refused", message: String(error) };
      } finally {
        running.delete(run);
      }
    },
    cancel() {
      for (const { abort } of running) abort.abort();
    },
    find: (version) =>
      [...running].flatMap(({ models }) => models).find((model) => model.version === version),
  };
}
