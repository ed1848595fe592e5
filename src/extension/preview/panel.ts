import {
  commands,
  Disposable,
  type ExtensionContext,
  env,
  type TextEditor,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { createRecent, type Handlers } from "../../base/index.ts";
import {
  documentsHeld,
  type ExportedFile,
  type HostSide,
  type ItemPlace,
  type ModelDocument,
  type RunOutcome,
  type ShownAs,
  type ShownFile,
} from "../../protocol/index.ts";
import { isModelFile } from "../model-files.ts";
import { runSettings, section } from "../settings.ts";
import { modelBeside } from "./beside.ts";
import { type Channel, openChannel, type PageHandlers } from "./channel.ts";
import { type CompanionFiles, createCompanionFiles, readPart } from "./companions.ts";
import { openFile } from "./open-file.ts";
import { pageHtml } from "./page-html.ts";
import { afterRun, type PreviewState } from "./preview-state.ts";
import { createRuns } from "./runs.ts";
import { createShownModel, type ModelSources, type ShownModel } from "./shown-model.ts";
import { revealProblem, revealSource, selectedSource } from "./source-selection.ts";
import { trialRequests } from "./trials.ts";

/** One open panel with its page. It ends with the panel. */
export interface PreviewPanel {
  reveal(): void;
  /** Shows a file. A model of null leaves the choice to the file. */
  open(uri: Uri, model: string | null): Promise<void>;
  run(models: readonly ModelDocument[]): Promise<RunOutcome>;
  /** Whether from now on it keeps its file and model, whatever the author turns to. */
  pin(isPinned: boolean): void;
  isActive(): boolean;
  /** Whether it has the focus and shows this model. */
  isAsking(uri: Uri, model: string | null): boolean;
  cancel(): void;
  /** Puts the model in view beside what it was at the last commit. */
  compareWithCommit(): Promise<null>;
  showItem(item: ItemPlace & { readonly as: ShownAs }): Promise<null>;
  /** The model in view as a file, once there is one. */
  exportFile(format: string): Promise<ExportedFile>;
}

type Update = (change: (state: PreviewState) => PreviewState) => void;

export function openPanel(
  panel: WebviewPanel,
  { extensionUri, workspaceState }: ExtensionContext,
  sources: ModelSources,
  update: Update,
): PreviewPanel {
  const companions = createCompanionFiles(workspaceState);
  let isClosed = false;
  let isPinned = false;
  const shown = createShownModel(sources, (file) => {
    // The file may have been analysed while the author closed the panel.
    if (isClosed) return;
    sendDocument(file);
    channel.send("show", { ...file, pinned: isPinned });
    panel.title = titleOf(file, isPinned);
    update((state) => ({ ...state, uri: file.uri, model: file.model?.id ?? null, drawn: null }));
  });
  /** The versions that the page was sent since it was loaded. It asks for those that it no longer holds. */
  let sent = createRecent<true>(documentsHeld);
  function sendDocument({ model }: ShownFile): void {
    const document =
      model === null || sent.get(model.version) ? undefined : sources.documents.find(model.version);
    if (document === undefined) return;
    sent.set(document.version, true);
    channel.send("hold", document);
  }
  const find = (version: string) => runs.find(version) ?? sources.documents.find(version) ?? null;
  const handlers: PageHandlers = {
    requests: {
      documents: ({ versions }) => versions.map(find),
      openFile: ({ kind }) => openFile(kind),
      beside: async (request) => {
        const uri = shown.uri();
        return uri === undefined ? "No file is in view." : modelBeside(sources.documents, uri, request);
      },
      hover: (of) => {
        const uri = shown.uri();
        return uri === undefined
          ? null
          : sources.server.request("cnnBlocks/drawnHover", { uri: uri.toString(), ...of });
      },
      ...trialRequests(sources, () => shown.uri()),
      ...fileRequests(companions),
    },
    events: { ...listeners(shown), ...trackers(update) },
  };
  const channel = openChannel(panel, handlers, () => {
    sent = createRecent(documentsHeld);
    return shown.refresh();
  });
  const runs = createRuns(channel, (progress) => update((state) => ({ ...state, progress })));
  const following = Disposable.from(
    channel,
    sources.server.onDidAnalyze((analyzed) => {
      if (Uri.parse(analyzed.uri).toString() === shown.uri()?.toString()) void shown.refresh();
    }),
    ...followEditors(shown, channel, () => isPinned),
  );
  panel.onDidDispose(() => {
    isClosed = true;
    following.dispose();
  });
  panel.webview.html = pageHtml(panel.webview, extensionUri);
  return {
    reveal: () => panel.reveal(undefined, true),
    open: (uri, model) => shown.open(uri, model),
    async run(models) {
      const outcome = await runs.start(models);
      update((state) => afterRun(state, outcome));
      return outcome;
    },
    pin(pinned) {
      if (pinned === isPinned) return;
      isPinned = pinned;
      // The page remembers it for when the window is loaded again.
      void shown.refresh();
    },
    isActive: () => panel.active,
    isAsking: (uri, model) =>
      panel.active &&
      uri.toString() === shown.uri()?.toString() &&
      (model === null || model === shown.model()),
    cancel: () => runs.cancel(),
    showItem: (item) => channel.request("showItem", item),
    compareWithCommit: () => channel.request("compareWithCommit", null),
    exportFile: (format) => channel.request("exportFile", { format, seed: runSettings().seed }),
  };
}

function titleOf({ model, models }: ShownFile, isPinned: boolean): string {
  const shown = models.find(({ id }) => id === model?.id);
  const title = shown === undefined ? "Architecture" : `Architecture: ${shown.name}`;
  return isPinned ? `Pinned: ${title}` : title;
}

type Requests = Handlers<HostSide>["requests"];

function fileRequests(
  companions: CompanionFiles,
): Pick<Requests, "companions" | "chooseCompanion" | "rememberCompanion" | "readFile"> {
  return {
    companions: (place) => companions.find(place),
    chooseCompanion: ({ place, kind }) => companions.choose(place, kind),
    rememberCompanion: ({ place, kind, uri }) => companions.remember(place, kind, uri),
    async readFile({ uri, from, to }, call) {
      const bytes = await readPart(uri, from, to);
      call.transfer(bytes);
      return bytes;
    },
  };
}

type Events = Handlers<HostSide>["events"];

/** What the page asks for. */
function listeners(shown: ShownModel): Omit<Events, "ready" | "drawn" | "failed"> {
  return {
    async copyText({ text }) {
      await env.clipboard.writeText(text);
      say("Copied the figures");
    },
    copiedPicture: () => say("Copied the picture"),
    runBlock({ model, path }) {
      void commands.executeCommand("cnnBlocks.runThisBlock", shown.uri()?.toString(), model, path);
    },
    reveal: ({ at }) => void revealSource(at),
    revealProblem: ({ problem }) => void revealProblem(problem),
    pickModel({ id }) {
      const uri = shown.uri();
      if (uri !== undefined) void shown.open(uri, id);
    },
    exportFile({ format }) {
      void commands.executeCommand("cnnBlocks.exportModel", shown.uri()?.toString(), format ?? undefined);
    },
    command({ command }) {
      const model = command === "runModel" ? shown.model() : undefined;
      void commands.executeCommand(`cnnBlocks.${command}`, shown.uri()?.toString(), model);
    },
  };
}

/** Confirms it in the status bar, because nobody can see what is on the clipboard. */
function say(done: string): void {
  window.setStatusBarMessage(`$(check) ${done}`, 3000);
}

/** What the page reports about itself. */
function trackers(update: Update): Pick<Events, "drawn" | "failed"> {
  return {
    drawn: (drawn) => update((state) => ({ ...state, drawn })),
    failed: ({ message }) => update((state) => ({ ...state, failures: [...state.failures, message] })),
  };
}

/** The page follows the active editor unless it is pinned, and marks what the cursor is on. */
function followEditors(shown: ShownModel, channel: Channel, isPinned: () => boolean): Disposable[] {
  return [
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor && !isPinned() && isModelFile(editor.document)) void shown.open(editor.document.uri, null);
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) void shown.refresh();
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (isInView(textEditor, shown)) channel.send("selectSource", { at: selectedSource(textEditor) });
    }),
  ];
}

function isInView(editor: TextEditor, shown: ShownModel): boolean {
  return editor.document.uri.toString() === shown.uri()?.toString();
}
