import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, beforeEach, describe, it } from "mocha";
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type MarkupContent,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { command } from "../support/command.ts";

const faulty = `import { nn, randn } from "cnn-blocks";
const y = new nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));
`;

describe("cnn-blocks lsp", function () {
  this.timeout(60_000);
  let folder: string;
  /** As `npm link` puts the command on the PATH. */
  let linked: string;
  let server: ChildProcessWithoutNullStreams;
  let connection: ProtocolConnection;
  /** The exit code, once there is one. */
  let ended: Promise<unknown>;

  before(async () => {
    await buildUnlessBuilt(["dist/cli", "dist/server"]);
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-lsp-"));
    linked = join(folder, "cnn-blocks");
    await symlink(fileURLToPath(new URL("../../dist/cli/cnn-blocks.js", import.meta.url)), linked);
  });
  after(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    server = spawn(process.execPath, [linked, "lsp", "--stdio"]);
    ended = once(server, "exit").then(([code]) => code);
    connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    await connection.sendRequest(InitializeRequest.type, {
      ...{ processId: process.pid, rootUri: null, capabilities: {} },
    });
    await connection.sendNotification(InitializedNotification.type, {});
  });

  it("pushes a file's problems to a client that does not ask for them, with a page that exists", async () => {
    const uri = "file:///net.ts";
    const published = new Promise<string | undefined>((resolve, reject) => {
      connection.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics: [first] }) => {
        if (first?.code === "channel-mismatch") resolve(first.codeDescription?.href);
        else reject(new Error(`The first problem is ${JSON.stringify(first)}.`));
      });
    });
    await open(uri);
    const page = new URL((await published) ?? "");
    page.hash = "";
    assert.ok((await stat(page)).isFile());
    connection.end();
    await ended;
  });

  it("hovers, and ends with 0 when it is told to", async () => {
    const uri = "file:///net.ts";
    await open(uri);
    const position = { line: 1, character: faulty.split("\n")[1]?.indexOf("Conv2d") ?? 0 };
    const hover = await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    assert.ok(hover !== null);
    assert.match((hover.contents as MarkupContent).value, /16→8/);
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    assert.equal(await ended, 0);
  });

  it("ends with an editor that closes the pipes without a word", async () => {
    server.stdin.end();
    assert.equal(await ended, 1);
  });

  it("says how it is started if nothing says over what it speaks", async () => {
    const { code, out, err } = await command(folder, "lsp");
    assert.deepEqual({ code, out }, { code: 2, out: "" });
    assert.match(err, /cnn-blocks lsp --stdio/);
  });

  function open(uri: string): Promise<void> {
    const textDocument = { uri, languageId: "typescript", version: 1, text: faulty };
    return connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }
});
