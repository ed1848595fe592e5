import { Uri } from "vscode";
import type { AgentRun, Answer, WeightsFit } from "../../protocol/index.ts";
import { plural } from "../../words/index.ts";
import type { App } from "../app.ts";
import { runOne } from "../run-one.ts";
import { runSettings } from "../settings.ts";

/** What an agent learns of a run. */
export async function runForAgent(app: App, address: string, id: string): Promise<Answer<AgentRun>> {
  const uri = Uri.parse(address);
  const outcome = await runOne(app, uri, id);
  if (outcome === null) return { ok: false, reason: "The file no longer has this model." };
  if (outcome.kind === "refused") return { ok: false, reason: outcome.message };
  const [run] = outcome.kind === "done" ? outcome.results : [];
  if (run === undefined) return { ok: false, reason: "The run was cancelled." };
  const { outputs, runs, milliseconds, warmUpMilliseconds, backend, arenaBytes } = run;
  const weights = weightsWords(run.weights);
  const value = {
    outputs,
    runs,
    milliseconds,
    warmUpMilliseconds,
    backend,
    memoryBytes: arenaBytes,
    input: "as chosen in the preview",
    weights,
  };
  return { ok: true, value };
}

function weightsWords(fit: WeightsFit | null): string {
  const random = `random, seed ${runSettings().seed}`;
  if (fit === null) return random;
  const lacking = fit.missing.length + fit.misfits.length;
  const rest = lacking === 0 ? "" : `; ${plural(lacking, "other tensor")} ${random}`;
  return `${fit.file}, ${plural(fit.matched, "tensor")}${rest}`;
}
