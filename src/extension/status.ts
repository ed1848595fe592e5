import {
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  window,
  workspace,
} from "vscode";
import { plural } from "../words/index.ts";
import type { App } from "./app.ts";
import { isModelFile, modelFiles } from "./model-files.ts";
import type { Analyzed } from "./model-server.ts";
import { problemCount } from "./problem-count.ts";

/** The language status of a model file: whether the analysis is running, what it found, and which kernel last ran the model. */
export function showStatus({ server, preview }: App): Disposable {
  const item = languages.createLanguageStatusItem("cnnBlocks.status", [...modelFiles]);
  item.name = "CNN Blocks";
  item.command = { command: "cnnBlocks.openPreview", title: "Open Preview" };

  function update(): void {
    const document = window.activeTextEditor?.document;
    const news = document && server.latest(document.uri);
    item.busy = document !== undefined && isModelFile(document) && news?.version !== document.version;
    describe(item, news, preview.state().backend);
  }
  update();
  return Disposable.from(
    item,
    server.onDidAnalyze(update),
    preview.onDidChangeState(update),
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidChangeTextDocument(update),
  );
}

function describe(item: LanguageStatusItem, news: Analyzed | undefined, backend: string | null): void {
  const problems = news === undefined ? { count: 0, words: "no model file" } : problemCount(news);
  item.severity = problems.count > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.text = news === undefined ? "CNN Blocks" : plural(news.models.length, "model");
  item.detail = [problems.words, backend === null ? "not run yet" : `ran on ${backend}`].join(", ");
}
