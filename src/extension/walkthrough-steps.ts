import { commands, Disposable, window } from "vscode";
import type { App } from "./app.ts";
import { modelEditor } from "./model-files.ts";
import { isOwnExample } from "./own-examples.ts";
import type { PreviewState } from "./preview/preview-state.ts";

/*
 * A step of the walkthrough is done when its effect has been seen, not when its command was called: package.json lists
 * these context keys as the steps' completion events.
 */

/** Sets the keys of the steps whose effect the author sees. They are never taken back. */
export function trackSteps({ context, server, preview }: App): Disposable {
  const seen = new Set<string>();
  function see(key: string, isSeen: boolean): void {
    if (!isSeen || seen.has(key)) return;
    seen.add(key);
    void commands.executeCommand("setContext", `cnnBlocks.${key}`, true);
  }
  function seeEditors(): void {
    const document = modelEditor()?.document;
    if (document === undefined) return;
    const isExample = isOwnExample(context, document.uri);
    see(isExample ? "hasOpenedExample" : "hasOwnModel", true);
    see("hasSeenShapes", (server.latest(document.uri)?.models.length ?? 0) > 0);
  }
  seeEditors();
  return Disposable.from(
    server.onDidAnalyze(seeEditors),
    window.onDidChangeVisibleTextEditors(seeEditors),
    preview.onDidChangeState((state) => {
      see("hasSeenPreview", state.drawn !== null);
      see("hasRun", resultsOf(state) === 1);
      see("hasCompared", resultsOf(state) > 1);
    }),
  );
}

function resultsOf({ lastRun }: PreviewState): number {
  return lastRun?.kind === "done" ? lastRun.results.length : 0;
}
