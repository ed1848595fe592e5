import {
  type Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import type { ExportedFile, ModelDocument, RunOutcome, SavedState } from "../../protocol/index.ts";
import { modelEditor } from "../model-files.ts";
import { pageRoots } from "./page-html.ts";
import { openPanel, type PreviewPanel } from "./panel.ts";
import { closed, type PreviewState } from "./preview-state.ts";
import type { ModelSources } from "./shown-model.ts";

export const viewType = "cnnBlocks.preview";

/** The architecture preview. At most one follows the active model file; others are pinned to the model that they show. */
export interface Preview extends Disposable {
  /** Opens it beside the code, or shows the file and model in the open one. */
  open(target: PreviewTarget): Promise<void>;
  /** Takes over a panel that VS Code has restored. */
  restore(panel: WebviewPanel, saved: SavedState | null): Promise<void>;
  /** Runs one model, or compares several, in the page's worker. Opens the preview where necessary. */
  run(models: readonly ModelDocument[], target: PreviewTarget): Promise<RunOutcome>;
  /** The model in view as a file of a format. Opens the preview where necessary. */
  exportFile(format: string, target: PreviewTarget): Promise<ExportedFile>;
  /** Puts the model in view beside what it was at the last commit. Opens the preview where necessary. */
  compareWithCommit(target: PreviewTarget): Promise<void>;
  /** Lets the open preview keep its model. The next file opens another one. */
  pin(): void;
  /** Ends what is running: its `run` resolves as cancelled. */
  cancel(): void;
  state(): PreviewState;
  readonly onDidChangeState: Event<PreviewState>;
}

export interface PreviewTarget {
  readonly uri: Uri;
  /** `ModelSummary.id`; null leaves the choice to the file. */
  readonly model: string | null;
}

export function createPreview(context: ExtensionContext, sources: ModelSources): Preview {
  const changed = new EventEmitter<PreviewState>();
  let current: PreviewPanel | undefined;
  const pinned = new Set<PreviewPanel>();
  let state = closed;

  function update(next: PreviewState): void {
    state = next;
    changed.fire(state);
  }
  function adopt(panel: WebviewPanel): PreviewPanel {
    const opened = openPanel(panel, context, sources, (change) => {
      if (!pinned.has(opened)) update(change(state));
    });
    panel.onDidDispose(() => {
      if (pinned.delete(opened)) return;
      current = undefined;
      update({ ...closed, lastRun: state.lastRun, backend: state.backend });
    });
    current = opened;
    update({ ...state, open: true });
    return opened;
  }
  function pin(): void {
    if (current === undefined) return;
    current.pin();
    pinned.add(current);
    current = undefined;
    update({ ...closed, lastRun: state.lastRun, backend: state.backend });
  }
  async function open({ uri, model }: PreviewTarget): Promise<PreviewPanel> {
    // What a pinned page asks for happens there.
    const asking = [...pinned].find((panel) => panel.isAsking(uri, model));
    if (asking !== undefined) return asking;
    current?.reveal();
    const panel = current ?? adopt(createPanel(context));
    await panel.open(uri, model);
    return panel;
  }
  return {
    open: async (target) => void (await open(target)),
    async restore(panel, saved) {
      panel.webview.options = webviewOptions(context);
      const uri = saved ? Uri.parse(saved.uri) : modelEditor()?.document.uri;
      // Several were open when the window closed: one of them follows.
      if (current !== undefined) pin();
      const adopted = adopt(panel);
      if (uri) await adopted.open(uri, saved?.model ?? null);
    },
    run: async (models, target) => (await open(target)).run(models),
    exportFile: async (format, target) => (await open(target)).exportFile(format),
    compareWithCommit: async (target) => void (await (await open(target)).compareWithCommit()),
    pin,
    cancel() {
      for (const panel of [...pinned, ...(current ? [current] : [])]) panel.cancel();
    },
    state: () => state,
    onDidChangeState: changed.event,
    dispose: () => changed.dispose(),
  };
}

function createPanel(context: ExtensionContext): WebviewPanel {
  const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
  const panel = window.createWebviewPanel(viewType, "Architecture", where, webviewOptions(context));
  panel.iconPath = Uri.joinPath(context.extensionUri, "media/icon.png");
  return panel;
}

function webviewOptions({ extensionUri }: ExtensionContext) {
  return { enableScripts: true, localResourceRoots: pageRoots(extensionUri) };
}
