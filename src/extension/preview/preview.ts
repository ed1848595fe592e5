import {
  commands,
  type Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import type {
  ExportedFile,
  ItemPlace,
  ModelDocument,
  RunOutcome,
  SavedState,
  ShownAs,
} from "../../protocol/index.ts";
import { modelEditor } from "../model-files.ts";
import { pageRoots } from "./page-html.ts";
import { openPanel, type PreviewPanel } from "./panel.ts";
import { closed, type PreviewState } from "./preview-state.ts";
import type { ModelSources } from "./shown-model.ts";

export const viewType = "cnnBlocks.preview";

/** True while a pinned preview has the focus. */
const pinnedFocus = "cnnBlocks.pinnedPreview";

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
  /** Shows a layer or block of a model. Opens the preview where necessary. */
  showItem(item: ItemPlace & { readonly as: ShownAs }, target: PreviewTarget): Promise<void>;
  /** Lets the open preview keep its model. The next file opens another one. Says whether there is one to pin. */
  pin(): boolean;
  /**
   * Lets the pinned preview that has the focus, else the one pinned last, follow the editor. Another one that did is pinned. Says
   * whether one is pinned.
   */
  unpin(): boolean;
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
  /** Those that are pinned, with what would be known of them if they were not. */
  const pinned = new Map<PreviewPanel, PreviewState>();
  let state = closed;

  function update(next: PreviewState): void {
    state = next;
    changed.fire(state);
  }
  function markFocused(): void {
    const isPinned = [...pinned.keys()].some((panel) => panel.isActive());
    void commands.executeCommand("setContext", pinnedFocus, isPinned);
  }
  function adopt(panel: WebviewPanel, isPinned = false): PreviewPanel {
    const opened = openPanel(panel, context, sources, (change) => {
      const kept = pinned.get(opened);
      if (kept === undefined) update(change(state));
      else pinned.set(opened, change(kept));
    });
    panel.onDidChangeViewState(markFocused);
    panel.onDidDispose(() => {
      if (pinned.delete(opened)) markFocused();
      else leave();
    });
    if (isPinned) {
      pinned.set(opened, { ...closed, open: true });
      opened.pin(true);
    } else {
      current = opened;
      update({ ...state, open: true });
    }
    return opened;
  }
  /** No preview follows the editor any more. */
  function leave(): void {
    current = undefined;
    update({ ...closed, lastRun: state.lastRun, backend: state.backend });
  }
  function pin(): boolean {
    if (current === undefined) return false;
    pinned.set(current, state);
    current.pin(true);
    leave();
    markFocused();
    return true;
  }
  function unpin(): boolean {
    const panels = [...pinned.keys()];
    const panel = panels.find((one) => one.isActive()) ?? panels.at(-1);
    const kept = panel && pinned.get(panel);
    if (panel === undefined || kept === undefined) return false;
    pin();
    pinned.delete(panel);
    current = panel;
    update(kept);
    panel.pin(false);
    markFocused();
    return true;
  }
  async function open({ uri, model }: PreviewTarget): Promise<PreviewPanel> {
    // What a pinned page asks for happens there.
    const asking = [...pinned.keys()].find((panel) => panel.isAsking(uri, model));
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
      const isPinned = saved?.pinned === true;
      // At most one follows the editor.
      if (!isPinned) pin();
      const adopted = adopt(panel, isPinned);
      if (uri) await adopted.open(uri, saved?.model ?? null);
    },
    run: async (models, target) => (await open(target)).run(models),
    exportFile: async (format, target) => (await open(target)).exportFile(format),
    showItem: async (item, target) => void (await (await open(target)).showItem(item)),
    compareWithCommit: async (target) => void (await (await open(target)).compareWithCommit()),
    pin,
    unpin,
    cancel() {
      for (const panel of [...pinned.keys(), ...(current ? [current] : [])]) panel.cancel();
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
