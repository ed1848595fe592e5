import {
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { defaultSettings, type Settings, settingsIn } from "../settings/index.ts";
import { createBoundary } from "./boundary.ts";
import { createInstanceChoices } from "./chosen-instances.ts";
import { type ClientAbilities, clientAbilities } from "./client-abilities.ts";
import type { Environment } from "./environment.ts";
import { codeActionKinds } from "./features/code-actions.ts";
import { completionTriggerCharacters } from "./features/completion.ts";
import { features } from "./features/index.ts";
import { signatureTriggerCharacters } from "./features/signature-help.ts";
import { createOpenViews } from "./open-views.ts";
import { publishAnalysis, refreshAll } from "./publish-analysis.ts";
import { createViewBuilder } from "./view-builder.ts";
import { watchFiles } from "./watch-files.ts";

/** A text is analysed at once if its last analysis was fast. Otherwise the server waits for a pause in typing. */
const pauseAfter = (took: number): number => (took < 30 ? 0 : 100);

/** Serves one client over the connection until it exits. It reaches its host only through the environment. */
export function startServer(connection: Connection, environment: Environment): void {
  const documents = new TextDocuments(TextDocument);
  const boundary = createBoundary(connection);
  let settings: Settings = defaultSettings;
  let abilities: ClientAbilities = clientAbilities({});

  const builder = createViewBuilder({
    environment,
    settings: () => settings,
    documents: () => documents.all(),
    onFault: boundary.log,
  });
  const views = createOpenViews({
    builder,
    documents: () => documents.all(),
    pauseAfter,
    onAnalyzed: boundary.guarded("publishing an analysis", undefined, (document, view, elsewhere) => {
      publishAnalysis({ connection, abilities, environment }, document, view);
      if (elsewhere) refreshAll(connection, abilities);
    }),
  });

  connection.onInitialize((params: InitializeParams) => {
    settings = settingsIn(params.initializationOptions);
    abilities = clientAbilities(params.capabilities);
    return capabilities(abilities);
  });
  connection.onInitialized(() => watchFiles(connection, abilities, boundary));
  connection.onDidChangeConfiguration((change) => {
    settings = settingsIn(change.settings?.cnnBlocks ?? change.settings);
    views.reset();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => views.filesChanged(changes.map(({ uri }) => uri)));
  documents.onDidChangeContent(({ document }) => views.changed(document.uri));
  documents.onDidClose(({ document }) => {
    views.closed(document.uri);
    if (abilities.pullDiagnostics) return;
    connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }).catch(boundary.log);
  });
  const refresh = () => refreshAll(connection, abilities);
  const chosen = createInstanceChoices();
  const context = { connection, boundary, views, builder, environment, chosen, refresh };
  for (const register of features) {
    register({
      ...context,
      settings: () => settings,
      abilities: () => abilities,
      documents: () => documents.all(),
    });
  }
  documents.listen(connection);
  connection.listen();
}

function capabilities({ pullDiagnostics }: ClientAbilities): InitializeResult {
  return {
    serverInfo: { name: "cnn-blocks" },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      signatureHelpProvider: { triggerCharacters: [...signatureTriggerCharacters] },
      completionProvider: { triggerCharacters: [...completionTriggerCharacters], resolveProvider: true },
      inlayHintProvider: { resolveProvider: true },
      codeLensProvider: { resolveProvider: false },
      documentSymbolProvider: true,
      codeActionProvider: { codeActionKinds: [...codeActionKinds] },
      ...(pullDiagnostics
        ? {
            diagnosticProvider: {
              identifier: "cnn-blocks",
              interFileDependencies: true,
              workspaceDiagnostics: false,
            },
          }
        : {}),
    },
  };
}
