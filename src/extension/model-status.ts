import { Disposable, StatusBarAlignment, type StatusBarItem, ThemeColor, window, workspace } from "vscode";
import type { App } from "./app.ts";
import { chosenModel } from "./chosen-model.ts";
import { isModelFile, isUnread, takesModels } from "./model-files.ts";
import { problemCount } from "./problem-count.ts";

/**
 * What the active file's model costs, in the status bar: `25.6M params · 4.09 GMACs`. A click opens the preview. Of code in
 * Markdown and notebooks it says that it is not analysed, so that nobody waits for hints there.
 */
export function showModelStatus({ server, preview }: App): Disposable {
  const item = window.createStatusBarItem("cnnBlocks.figures", StatusBarAlignment.Right, 100);
  item.name = "CNN Blocks: Model";

  function update(): void {
    const document = window.activeTextEditor?.document;
    if (document && isUnread(document)) {
      tellUnread(item);
      return;
    }
    const news = document && isModelFile(document) ? server.latest(document.uri) : undefined;
    const shown = preview.state().uri === document?.uri.toString() ? preview.state().model : null;
    const model = news && chosenModel(news.models, shown);
    if (news === undefined || model === undefined) {
      item.hide();
      return;
    }
    const { count: problems, words: said } = problemCount(news);
    item.command = "cnnBlocks.openPreview";
    item.text = problems === 0 ? `$(type-hierarchy) ${model.figures}` : `$(warning) ${model.figures}`;
    item.tooltip = [`${model.name}: ${model.figures}`, said, "Click to open the preview"].join("\n");
    item.backgroundColor = problems === 0 ? undefined : new ThemeColor("statusBarItem.warningBackground");
    item.accessibilityInformation = {
      label: `${model.name}: ${model.figures}, ${said}`,
      role: "button",
    };
    item.show();
  }
  update();
  return Disposable.from(
    item,
    server.onDidAnalyze(update),
    preview.onDidChangeState(update),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document && !takesModels(document)) update();
    }),
  );
}

function tellUnread(item: StatusBarItem): void {
  item.command = undefined;
  item.text = "$(circle-slash) Model not analysed";
  item.tooltip = "CNN Blocks reads files of TypeScript and JavaScript, not Markdown or notebooks.";
  item.backgroundColor = undefined;
  item.accessibilityInformation = { label: `Model not analysed: ${item.tooltip}` };
  item.show();
}
