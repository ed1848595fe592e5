import {
  Disposable,
  type Event,
  EventEmitter,
  type ExtensionContext,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ClientRequests, ServerNotifications, ServerRequests } from "../protocol/index.ts";
import { host } from "./host/on-node.ts";
import { withLinks } from "./hover-link.ts";
import { isModelFile, modelFiles } from "./model-files.ts";
import { currentSettings, section } from "./settings.ts";

export type Analyzed = ServerNotifications["cnnBlocks/analyzed"];

/** The language server. It starts with the first model file that is opened, or with the first request. */
export interface ModelServer extends Disposable {
  start(): Promise<void>;
  /** Rejects where the server cannot be started or the request is cancelled. */
  request<M extends keyof ServerRequests>(
    method: M,
    params: ServerRequests[M]["params"],
  ): Promise<ServerRequests[M]["result"]>;
  /** Answers the server's requests of this name. */
  answer<M extends keyof ClientRequests>(
    method: M,
    handler: (params: ClientRequests[M]["params"]) => Promise<ClientRequests[M]["result"]>,
  ): Disposable;
  /** The last analysis of an open file. */
  latest(uri: Uri): Analyzed | undefined;
  readonly onDidAnalyze: Event<Analyzed>;
}

export function createModelServer(context: ExtensionContext): ModelServer {
  const client = languageClient(context);
  const analyzed = new EventEmitter<Analyzed>();
  const latest = new Map<string, Analyzed>();
  let starting: Promise<void> | undefined;

  function start(): Promise<void> {
    starting ??= client.start();
    return starting;
  }
  function startFor(document: TextDocument): void {
    if (isModelFile(document)) void start();
  }
  client.onNotification("cnnBlocks/analyzed", (message: Analyzed) => {
    latest.set(canonical(message.uri), message);
    analyzed.fire(message);
  });
  workspace.textDocuments.forEach(startFor);
  const subscriptions = Disposable.from(
    analyzed,
    workspace.onDidOpenTextDocument(startFor),
    workspace.onDidChangeTextDocument(({ document }) => startFor(document)),
    workspace.onDidCloseTextDocument(({ uri }) => latest.delete(uri.toString())),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section) && starting) void sendSettings(client);
    }),
  );
  return {
    start,
    async request(method, params) {
      await start();
      return client.sendRequest(method, params);
    },
    answer: (method, handler) => client.onRequest(method, (params): Promise<unknown> => handler(params)),
    latest: (uri) => latest.get(uri.toString()),
    onDidAnalyze: analyzed.event,
    dispose() {
      subscriptions.dispose();
      if (starting) void starting.then(() => client.stop());
    },
  };
}

function languageClient(context: ExtensionContext): BaseLanguageClient {
  const client: BaseLanguageClient = host.languageClient(context, section, "CNN Blocks", {
    documentSelector: modelFiles.map((filter) => ({ ...filter })),
    initializationOptions: currentSettings,
    // Links in hovers and lenses may invoke these commands and no others.
    markdown: { isTrusted: { enabledCommands: ["cnnBlocks.openPreview", "cnnBlocks.runModel"] } },
    middleware: {
      async provideHover(document, position, token, next) {
        const hover = await next(document, position, token);
        if (!hover) return hover;
        return withLinks(hover, document, position, (params) =>
          client.sendRequest("cnnBlocks/drawnAt", params, token),
        );
      },
    },
  });
  return client;
}

async function sendSettings(client: BaseLanguageClient): Promise<void> {
  await client.sendNotification("workspace/didChangeConfiguration", { settings: currentSettings() });
}

/** The server may escape an address in another way than VS Code does. */
function canonical(uri: string): string {
  return Uri.parse(uri).toString();
}
