import { commands, Disposable, type TextEditor, Uri, type WebviewPanel, window, workspace } from "vscode";
import type { ModelDocument, PreviewMessage, RunOutcome } from "../../protocol/index.ts";
import { isModelFile } from "../model-files.ts";
import type { ModelServer } from "../model-server.ts";
import { section } from "../settings.ts";
import { type Channel, openChannel } from "./channel.ts";
import { pageHtml } from "./page-html.ts";
import { afterMessage, type PreviewState } from "./preview-state.ts";
import { createRuns, type Runs } from "./runs.ts";
import { revealProblem, revealSource, selectedSource } from "./source-selection.ts";
import { createView, type View } from "./view.ts";

/** One open panel with its page. It ends with the panel. */
export interface PreviewPanel {
  reveal(): void;
  turnTo(uri: Uri, model: string | null): Promise<void>;
  run(models: readonly ModelDocument[]): Promise<RunOutcome>;
  cancel(): void;
}

type Change = (state: PreviewState) => PreviewState;

export function openPanel(
  panel: WebviewPanel,
  extension: Uri,
  server: ModelServer,
  update: (change: Change) => void,
): PreviewPanel {
  const channel = openChannel(panel);
  const runs = createRuns();
  const view = createView(server, (message) => {
    channel.post(message);
    if (message.kind !== "show") return;
    panel.title = message.model === null ? "Architecture" : `Architecture: ${message.model.name}`;
    update((state) => ({ ...state, uri: message.uri, model: message.model?.id ?? null, drawn: null }));
  });
  const following = Disposable.from(
    channel,
    channel.onMessage((message) => {
      update((state) => afterMessage(state, message));
      runs.receive(message);
      answer(message, view);
    }),
    channel.onLost(() => runs.abandon()),
    server.onDidAnalyze((analyzed) => {
      if (Uri.parse(analyzed.uri).toString() === view.uri()?.toString()) void view.refresh();
    }),
    ...followEditors(view, channel),
  );
  panel.onDidDispose(() => {
    runs.abandon();
    following.dispose();
  });
  panel.webview.html = pageHtml(panel.webview, extension);
  return {
    reveal: () => panel.reveal(undefined, true),
    turnTo: (uri, model) => view.turnTo(uri, model),
    run: (models) => runs.start(models, channel.post),
    cancel: () => cancelAll(runs, channel),
  };
}

function cancelAll(runs: Runs, channel: Channel): void {
  for (const id of runs.pending()) channel.post({ kind: "cancel", id });
}

/** Does what the page asks for. */
function answer(message: PreviewMessage, view: View): void {
  if (message.kind === "ready") void view.refresh();
  if (message.kind === "reveal") void revealSource(message.at);
  if (message.kind === "reveal-problem") void revealProblem(message.problem);
  const uri = view.uri();
  if (uri === undefined) return;
  if (message.kind === "pick-model") void view.turnTo(uri, message.id);
  if (message.kind === "command") {
    const model = message.command === "runModel" ? view.model() : undefined;
    void commands.executeCommand(`cnnBlocks.${message.command}`, uri.toString(), model);
  }
}

/** The page shows the file that the author turns to, and marks what the cursor stands on. */
function followEditors(view: View, channel: Channel): Disposable[] {
  return [
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor && isModelFile(editor.document)) void view.turnTo(editor.document.uri, null);
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) void view.refresh();
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isInView(textEditor, view)) channel.post({ kind: "select-source", at: selectedSource(textEditor) });
    }),
  ];
}

function isInView(editor: TextEditor, view: View): boolean {
  return editor.document.uri.toString() === view.uri()?.toString();
}
