import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { nodeArguments } from "../../src/extension/host/node-arguments.ts";
import type { ServerNotifications, ServerRequests } from "../../src/protocol/index.ts";

type Analyzed = ServerNotifications["cnnBlocks/analyzed"];

/** A language client in miniature: it talks to the real server, which runs as a process of its own. */
export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server wrote into the client's log: its own bugs. */
  readonly log: readonly string[];
  /** Opens a model file and waits until it is analysed. */
  open(uri: string, text: string): Promise<Analyzed>;
  /** Opens any file. */
  notifyOpen(uri: string, text: string): Promise<void>;
  /** Replaces the whole text, as after an edit, and waits until that version is analysed. */
  change(uri: string, text: string): Promise<Analyzed>;
  close(uri: string): Promise<void>;
  /** The next analysis of a file, whatever its version. */
  next(uri: string): Promise<Analyzed>;
  request<M extends keyof ServerRequests>(
    method: M,
    params: ServerRequests[M]["params"],
  ): Promise<ServerRequests[M]["result"]>;
  /** How much memory the server's process takes, in MiB. */
  memory(): number;
  /** How many milliseconds of a processor the server's process has taken; NaN where the system does not say. */
  processorTime(): number;
  stop(): Promise<void>;
}

export const everything: ClientCapabilities = {
  textDocument: { diagnostic: { relatedDocumentSupport: true } },
  workspace: {
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
};

export async function startClient(
  capabilities: ClientCapabilities = everything,
  initializationOptions: unknown = {},
): Promise<Client> {
  await buildUnlessBuilt(["dist/server"]);
  const server = startServer();
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const log: string[] = [];
  const versions = new Map<string, number>();
  const listeners = new Set<(analyzed: Analyzed) => void>();
  connection.onNotification(
    "window/logMessage",
    ({ message }: { message: string }) => void log.push(message),
  );
  connection.onNotification("cnnBlocks/analyzed", (analyzed: Analyzed) => {
    for (const listener of listeners) listener(analyzed);
  });
  for (const kind of ["diagnostic", "inlayHint", "codeLens"]) {
    connection.onRequest(`workspace/${kind}/refresh`, () => null);
  }
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  function nextAnalysis(wanted: (analyzed: Analyzed) => boolean): Promise<Analyzed> {
    return new Promise((resolve) => {
      const listener = (one: Analyzed) => {
        if (!wanted(one)) return;
        listeners.delete(listener);
        resolve(one);
      };
      listeners.add(listener);
    });
  }

  function notifyOpen(uri: string, text: string): Promise<void> {
    versions.set(uri, 1);
    const textDocument = { uri, languageId: "typescript", version: 1, text };
    return connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  return {
    connection,
    initialized,
    log,
    async open(uri, text) {
      const answer = nextAnalysis((one) => one.uri === uri);
      await notifyOpen(uri, text);
      return answer;
    },
    notifyOpen,
    async change(uri, text) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      const answer = nextAnalysis((one) => one.uri === uri && one.version === version);
      const params = { textDocument: { uri, version }, contentChanges: [{ text }] };
      await connection.sendNotification(DidChangeTextDocumentNotification.type, params);
      return answer;
    },
    close: (uri) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    next: (uri) => nextAnalysis((one) => one.uri === uri),
    request: (method, params) => connection.sendRequest(method, params),
    memory: () => Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", String(server.pid)])) / 1024),
    processorTime: () => processorTimeOf(server.pid),
    async stop() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      connection.dispose();
      server.kill();
    },
  };
}

/** The bundle that is shipped, started as the extension starts it. */
function startServer(): ChildProcess & {
  stdout: NonNullable<ChildProcess["stdout"]>;
  stdin: NonNullable<ChildProcess["stdin"]>;
} {
  const path = fileURLToPath(new URL("../../dist/server/server.cjs", import.meta.url));
  const server = spawn(process.execPath, [...nodeArguments, path, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { stdout, stdin } = server;
  if (stdout === null || stdin === null) throw new Error("The server's pipes are open.");
  return Object.assign(server, { stdout, stdin });
}

/** Linux counts nanoseconds for each thread. */
function processorTimeOf(process: number | undefined): number {
  const threads = `/proc/${process}/task`;
  if (!existsSync(threads)) return Number.NaN;
  const nanoseconds = readdirSync(threads).map((thread) =>
    Number(readFileSync(`${threads}/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6;
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}
