import { commands, Disposable, window } from "vscode";
import type { App } from "./app.ts";

/** Keeps `cnnBlocks.hasModel`, on which menus depend, true while the active editor shows a file with a model. */
export function trackModelFile({ server }: App): Disposable {
  let current: boolean | undefined;
  function update(): void {
    const uri = window.activeTextEditor?.document.uri;
    // A preview has the focus and is not a text editor: keep the menus of the file beside it.
    if (uri === undefined && window.tabGroups.activeTabGroup.activeTab !== undefined) return;
    const hasModel = uri !== undefined && (server.latest(uri)?.models.length ?? 0) > 0;
    if (hasModel === current) return;
    current = hasModel;
    void commands.executeCommand("setContext", "cnnBlocks.hasModel", hasModel);
  }
  update();
  return Disposable.from(server.onDidAnalyze(update), window.onDidChangeActiveTextEditor(update));
}
