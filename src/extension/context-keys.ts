import { commands, Disposable, window } from "vscode";
import type { App } from "./app.ts";

/** Keeps `cnnBlocks.hasModel` true while the active editor shows a file with a model: menus ask for it. */
export function trackModelFile({ server }: App): Disposable {
  let told: boolean | undefined;
  function update(): void {
    const uri = window.activeTextEditor?.document.uri;
    // A focused preview is no text editor; the menus of the file beside it stay as they are.
    if (uri === undefined && window.tabGroups.activeTabGroup.activeTab !== undefined) return;
    const hasModel = uri !== undefined && (server.latest(uri)?.models.length ?? 0) > 0;
    if (hasModel === told) return;
    told = hasModel;
    void commands.executeCommand("setContext", "cnnBlocks.hasModel", hasModel);
  }
  update();
  return Disposable.from(server.onDidAnalyze(update), window.onDidChangeActiveTextEditor(update));
}
