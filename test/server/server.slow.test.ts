import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import {
  CodeActionRequest,
  CodeLensRequest,
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  type Diagnostic,
  DocumentDiagnosticRequest,
  DocumentSymbolRequest,
  HoverRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  InlayHintResolveRequest,
  type MarkupContent,
  PublishDiagnosticsNotification,
  type RelatedFullDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { type Client, everything, startClient, uriOfPath } from "./client.ts";

const header = 'import { F, nn, randn, type Tensor } from "cnn-blocks";\n';
const net = `${header}
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor) {
    return F.relu(this.conv(x));
  }
}
export const y = new Net()(randn(1, 3, 10, 10));
`;
const faulty = `${header}const y = new nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));\n`;

/** What an author may type by mistake; none of it may harm the server. */
const hopeless: readonly (readonly [name: string, body: string])[] = [
  ["negative channels", "new nn.Conv2d(3, -1, 0);"],
  ["an endless loop", "while (true) {}"],
  ["unbounded recursion", "function f(n: number): number { return f(n + 1); }\nf(0);"],
  ["ten thousand layers", "let x = randn(1, 1, 4, 4);\nfor (let i = 0; i < 10_000; i++) x = F.relu(x);"],
  ["an endless chain of layers", "let x = randn(1, 1, 4, 4);\nwhile (true) x = F.relu(x);"],
  ["brackets that never close", `${"(".repeat(5_000)}1`],
  ["a text of noise", "}}}]]) class class ` ${ ` => < /* \u0000 \ud800 'x"],
  [
    "a class that extends itself",
    "class A extends A { forward(x) { return x; } }\nnew A()(randn(1, 1, 1, 1));",
  ],
];

describe("language server", function () {
  this.timeout(60_000);
  let client: Client;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-server-"));
    client = await startClient();
  });
  after(async () => {
    assert.deepEqual(client.log, [], "the server logged bugs of its own");
    await client.stop();
    await rm(folder, { recursive: true });
  });

  function file(name: string): string {
    return uriOfPath(join(folder, name));
  }

  it("sends the models of a file when it is opened", async () => {
    const analyzed = await client.open(file("net.ts"), net);
    assert.deepEqual(
      analyzed.models.map(({ name, inputs }) => ({ name, inputs })),
      [{ name: "y · Net", inputs: [[1, 3, 10, 10]] }],
    );
    assert.deepEqual(analyzed.problems, []);
  });

  it("hovers in Markdown", async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: file("net.ts") },
      position: placeOf(net, "y ="),
    });
    assert.ok(hover !== null);
    const { kind, value } = hover.contents as MarkupContent;
    assert.equal(kind, "markdown");
    assert.match(value, /`\[1, 8, 8, 8\]`/);
  });

  it("shows inlay hints, and their tooltips on request", async () => {
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri: file("net.ts") },
      range: wholeOf(net),
    });
    assert.deepEqual(hints?.map(({ label }) => label).includes("224 params"), true);
    for (const hint of hints ?? []) {
      const { tooltip } = await client.connection.sendRequest(InlayHintResolveRequest.type, hint);
      assert.ok((tooltip as MarkupContent).value.length > 0);
    }
  });

  it("puts lenses above classes, with the arguments of their commands", async () => {
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: file("net.ts") },
    });
    const [model] = await client.request("cnnBlocks/models", { uri: file("net.ts") });
    const run = lenses?.find(({ command }) => command?.command === "cnnBlocks.runModel");
    assert.deepEqual(run?.command?.arguments, [file("net.ts"), model?.id]);
  });

  it("outlines", async () => {
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri: file("net.ts") },
    });
    assert.deepEqual(
      symbols?.map(({ name }) => name),
      ["Net"],
    );
  });

  it("follows edits that are not saved", async () => {
    const analyzed = await client.change(file("net.ts"), net.replaceAll("10, 10", "12, 20"));
    assert.deepEqual(analyzed.models[0]?.inputs, [[1, 3, 12, 20]]);
  });

  it("keeps the complete parts while something is half typed", async () => {
    await client.change(file("net.ts"), `${net}\nconst z = new nn.Conv2d(8, `);
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri: file("net.ts") },
      range: wholeOf(net),
    });
    assert.ok(
      hints?.some(({ label }) => label === "1×8×8×8"),
      JSON.stringify(hints),
    );
  });

  it("completes the channels that arrive, in a line that is half typed", async () => {
    const typed = net
      .replace("8, 3);", "8, 3);\n  norm = new nn.BatchNorm2d(")
      .replace("this.conv(x)", "this.norm(this.conv(x))");
    const uri = file("typed.ts");
    await client.open(uri, typed);
    const { line, character } = placeOf(typed, "BatchNorm2d(");
    const found = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position: { line, character: character + "BatchNorm2d(".length },
    });
    const [first] = found === null || !Array.isArray(found) ? [] : found;
    assert.equal(first?.label, "8");
    assert.equal(first?.detail, "from 1×8×8×8, Conv2d 3×3, 3→8");
    await client.change(uri, typed.replace("BatchNorm2d(", "Batch"));
    const members = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position: { line, character: character + "Batch".length },
    });
    const [layer] = members === null || !Array.isArray(members) ? [] : members;
    // An editor compares this with what TypeScript offers, where the dot belongs to the member.
    assert.equal(layer?.filterText?.[0], ".");
    assert.ok(client.initialized.capabilities.completionProvider?.triggerCharacters?.includes("("));
  });

  it("gives the words about code that can be written only when asked, or at once to those who never ask", async () => {
    const text = `${header}\nMobileNet`;
    const uri = file("whole-net.ts");
    const ask = async (to: Client) => {
      await to.open(uri, text);
      const found = await to.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position: { line: 2, character: "MobileNet".length },
      });
      const item = (Array.isArray(found) ? found : []).find(({ label }) => label === "MobileNetV1");
      assert.ok(item, JSON.stringify(found));
      assert.match(item.textEdit?.newText ?? "", /class \$\{1:MobileNetV1\}/);
      return item;
    };
    const words = ({ documentation }: CompletionItem) =>
      (documentation as MarkupContent | undefined)?.value ?? "";
    const eager = await ask(client);
    assert.match(words(eager), /class MobileNetV1/);
    const lazy = await startClient({
      ...everything,
      textDocument: { completion: { completionItem: { resolveSupport: { properties: ["documentation"] } } } },
    });
    const item = await ask(lazy);
    assert.equal(words(item), "");
    const whole = await lazy.connection.sendRequest(CompletionResolveRequest.type, item);
    assert.deepEqual([words(whole), whole.textEdit], [words(eager), eager.textEdit]);
    const layers = `import { nn } from "cnn-blocks";\nnew nn.`;
    await lazy.open(file("layers.ts"), layers);
    const found = await lazy.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: file("layers.ts") },
      position: { line: 1, character: "new nn.".length },
    });
    const [layer, ...others] = Array.isArray(found) ? found : [];
    assert.deepEqual(
      [layer, ...others].filter((one) => one === undefined || words(one) !== ""),
      [],
    );
    assert.ok(layer && words(await lazy.connection.sendRequest(CompletionResolveRequest.type, layer)) !== "");
    await lazy.stop();
  });

  it("gives diagnostics on request, with code, documentation, causes and a fix", async () => {
    const uri = file("faulty.ts");
    await client.open(uri, faulty);
    const [diagnostic] = await pull(client, uri);
    assert.equal(diagnostic?.code, "channel-mismatch");
    assert.equal(diagnostic?.source, "cnn-blocks");
    assert.match(String(diagnostic?.message), /expects 16 channels, but the input has 3/);
    assert.match(diagnostic?.codeDescription?.href ?? "", /PROBLEMS\.md#channel-mismatch$/);
    assert.deepEqual(diagnostic?.range, { start: placeOf(faulty, "16"), end: placeOf(faulty, ", 8") });
    assert.ok((diagnostic?.relatedInformation?.length ?? 0) > 0);
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: diagnostic?.range ?? wholeOf(faulty),
      context: { diagnostics: diagnostic === undefined ? [] : [diagnostic] },
    });
    const [action] = actions ?? [];
    assert.ok(action !== undefined && "edit" in action);
    assert.equal(action.isPreferred, true);
    assert.deepEqual(action.edit?.changes?.[uri], [{ range: diagnostic?.range, newText: "3" }]);
    await client.change(uri, faulty.replace("16", "3"));
    assert.deepEqual(await pull(client, uri), []);
  });

  it("ignores files without the block API, and clears everything when a file stops being a model file", async () => {
    const uri = file("plain.ts");
    const analyzed = client.next(uri);
    const plain = "export const x: number = 'no';\n";
    await client.notifyOpen(uri, plain);
    assert.deepEqual(await pull(client, uri), []);
    await client.change(uri, faulty);
    assert.deepEqual(
      (await analyzed).problems.map(({ code }) => code),
      ["channel-mismatch"],
    );
    const last = await client.change(uri, plain);
    assert.deepEqual([last.models, last.problems], [[], []]);
  });

  it("follows an edit in a file that is imported", async () => {
    const [part, whole] = [file("part.ts"), file("whole.ts")];
    const text = `${header}import { width } from "./part.ts";\nconst y = new nn.Conv2d(3, width, 3)(randn(1, 3, 8, 8));\n`;
    await writeFile(join(folder, "part.ts"), "export const width = 4;\n");
    const first = await client.open(whole, text);
    assert.deepEqual(first.problems, []);
    assert.deepEqual(await labels(client, whole, text), ["1×4×6×6", "112 params"]);
    const refreshed = new Promise<void>((resolve) => {
      client.connection.onRequest(InlayHintRefreshRequest.type, () => resolve());
    });
    const again = client.next(whole);
    await client.notifyOpen(part, "export const width = 6;\n");
    await Promise.all([again, refreshed]);
    assert.deepEqual(await labels(client, whole, text), ["1×6×6×6", "168 params"]);
  });

  it("reports a fault of an imported file at its use, and there while that file is closed", async () => {
    const [block, user] = [file("block.ts"), file("user.ts")];
    const text = `${header}export class Block extends nn.Module {
  conv: nn.Conv2d;
  constructor(channels: number) {
    super();
    this.conv = new nn.Conv2d(channels, 8, 3);
  }
  forward(x: Tensor) {
    return this.conv(x);
  }
}
`;
    await writeFile(join(folder, "block.ts"), text);
    await client.open(
      user,
      `${header}import { Block } from "./block.ts";\nnew Block(4)(randn(1, 3, 8, 8));\n`,
    );
    const { items, relatedDocuments } = await report(client, user);
    const related = relatedDocuments?.[block];
    assert.deepEqual(
      items.map(({ code, range }) => [code, range.start.line]),
      [["channel-mismatch", 2]],
    );
    assert.ok(items[0]?.relatedInformation?.some(({ location }) => location.uri === block));
    assert.ok(related?.kind === "full");
    assert.deepEqual(
      related.items.map(({ code, range }) => [code, range.start]),
      [["channel-mismatch", placeOf(text, "channels, 8")]],
    );
    await client.open(block, text);
    const here = await report(client, user);
    assert.deepEqual(
      here.items.map(({ code, range }) => [code, range.start.line]),
      [["channel-mismatch", 2]],
    );
    assert.ok(here.items[0]?.relatedInformation?.some(({ location }) => location.uri === block));
    assert.equal(here.relatedDocuments?.[block], undefined);
  });

  for (const isOpen of [true, false])
    it(`reports a fault of ${isOpen ? "an open" : "a closed"} imported file at its import, too`, async () => {
      const [stem, user] = [file(`stem-${isOpen}.ts`), file(`stem-user-${isOpen}.ts`)];
      const text = `${header}export const stem = new nn.Conv2d(3, -8, 3);\n`;
      await writeFile(join(folder, `stem-${isOpen}.ts`), text);
      if (isOpen) await client.open(stem, text);
      await client.open(
        user,
        `${header}import { stem } from "./stem-${isOpen}.ts";\nstem(randn(1, 3, 8, 8));\n`,
      );
      const { items } = await report(client, user);
      assert.deepEqual(
        items.map(({ code, range }) => [code, range.start.line]),
        [["invalid-attribute", 1]],
      );
      assert.ok(items[0]?.relatedInformation?.some(({ location }) => location.uri === stem));
    });

  it("reports an unresolved import, and clears it when the file appears", async () => {
    const uri = file("lonely.ts");
    const analyzed = await client.open(
      uri,
      `${header}import { width } from "./later.ts";\nnew nn.Conv2d(3, width, 3)(randn(1, 3, 8, 8));\n`,
    );
    assert.deepEqual(
      analyzed.problems.map(({ code, line }) => ({ code, line })),
      [{ code: "missing-import", line: 2 }],
    );
    await writeFile(join(folder, "later.ts"), "export const width = 4;\n");
    const again = client.next(uri);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: file("later.ts"), type: 1 }],
    });
    assert.deepEqual((await again).problems, []);
  });

  it("gives a model with graph, numbers and labels, and files as URIs", async () => {
    const uri = file("net.ts");
    await client.change(uri, net);
    const [summary] = await client.request("cnnBlocks/models", { uri });
    const id = summary?.id ?? "";
    const delivered = await client.request("cnnBlocks/model", { uri, id, held: [] });
    const model = delivered?.document;
    assert.equal(model?.report.total.parameters, 224);
    assert.equal(model?.titles.length, model?.graph.nodes.length);
    const sources = model?.graph.nodes.flatMap(({ source }) => source?.file ?? []) ?? [];
    assert.ok(sources.length > 0);
    assert.ok(
      sources.every((source) => source === uri),
      sources.join(),
    );
    assert.equal(await client.request("cnnBlocks/model", { uri, id: "no such model", held: [] }), null);
  });

  it("only names a model that the client holds, until an edit changes it", async () => {
    const uri = file("net.ts");
    await client.change(uri, net);
    const [summary] = await client.request("cnnBlocks/models", { uri });
    const ask = (held: readonly string[]) =>
      client.request("cnnBlocks/model", { uri, id: summary?.id ?? "", held });
    const first = await ask([]);
    assert.ok(first?.document);
    assert.equal(first.document.version, first.version);
    assert.deepEqual(await ask(["another version", first.version]), { ...first, document: null });
    await client.change(uri, `${net}// A comment below the model.\n`);
    assert.deepEqual(await ask([first.version]), { ...first, document: null });
    await client.change(uri, `// A comment above it.\n${net}`);
    const moved = await ask([first.version]);
    assert.notEqual(moved?.version, first.version);
    assert.equal(moved?.document?.computation, first.document.computation);
    await client.change(uri, net.replaceAll("10, 10", "12, 20"));
    assert.notEqual((await ask([]))?.document?.computation, first.document.computation);
    await client.change(uri, net);
  });

  it("offers blocks, instantiates one, and says why another cannot be", async () => {
    const uri = file("net.ts");
    const offers = await client.request("cnnBlocks/blocks", { uri });
    assert.equal(offers[0]?.name, "Net");
    assert.ok(offers.some(({ name, origin }) => name === "ResNet18" && origin === "library"));
    const made = await client.request("cnnBlocks/instantiate", {
      uri,
      expression: "new Net()",
      inputs: [{ name: null, sizes: [2, 3, 6, 6] }],
      held: [],
    });
    assert.ok(made.ok);
    const refused = await client.request("cnnBlocks/instantiate", {
      uri,
      expression: "new Net()",
      inputs: [{ name: null, sizes: [2, 4, 6, 6] }],
      held: [],
    });
    assert.ok(!refused.ok);
    assert.equal(refused.problems[0]?.code, "channel-mismatch");
    assert.equal(refused.problems[0]?.file, uri);
  });

  it("summarises in text", async () => {
    const { text } = await client.request("cnnBlocks/summary", { uri: file("net.ts") });
    assert.match(text, /Net {3}1×3×10×10 → 1×8×8×8/);
    assert.match(text, /conv +Conv2d 3×3, 3→8 +1×8×8×8 +224 +13,824/);
  });

  for (const [name, body] of hopeless) {
    it(`stays up and answers after ${name}`, async () => {
      const uri = file(`${name.replaceAll(/\W+/g, "-")}.ts`);
      await client.open(uri, header + body);
      await pull(client, uri);
      const hover = { textDocument: { uri }, position: { line: 9_999, character: 9_999 } };
      await client.connection.sendRequest(HoverRequest.type, hover);
      await client.close(uri);
      assert.deepEqual(await labels(client, file("net.ts"), net), [
        "224 params",
        "1×3×10×10",
        "1×8×8×8",
        "1×8×8×8",
        "224 params",
      ]);
    });
  }

  it("gives empty answers for unknown files", async () => {
    const uri = file("nowhere.ts");
    const textDocument = { uri };
    assert.equal(
      await client.connection.sendRequest(HoverRequest.type, {
        textDocument,
        position: { line: 0, character: 0 },
      }),
      null,
    );
    assert.deepEqual(await client.request("cnnBlocks/models", { uri }), []);
    assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, { textDocument }), []);
  });
});

describe("language server, for a client with few abilities", function () {
  this.timeout(60_000);

  it("pushes diagnostics, and takes them back when the file is closed", async () => {
    const client = await startClient({});
    try {
      assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
      const pushed: (readonly Diagnostic[])[] = [];
      const closed = new Promise<void>((resolve) => {
        client.connection.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) => {
          pushed.push(diagnostics);
          if (pushed.length === 2) resolve();
        });
      });
      await client.open("untitled:Untitled-1", faulty);
      await client.close("untitled:Untitled-1");
      await closed;
      assert.deepEqual(
        pushed.map((diagnostics) => diagnostics.map(({ code }) => code)),
        [["channel-mismatch"], []],
      );
    } finally {
      await client.stop();
    }
  });

  it("takes settings at the start and while it runs", async () => {
    const off = {
      inlayHints: { shapes: false, parameters: true },
      hover: { enabled: false },
      codeLens: { enabled: false },
    };
    const client = await startClient(everything, off);
    try {
      const uri = "untitled:Untitled-1";
      await client.open(uri, net);
      assert.deepEqual(await labels(client, uri, net), ["224 params", "224 params"]);
      const textDocument = { uri };
      assert.deepEqual(await client.connection.sendRequest(CodeLensRequest.type, { textDocument }), []);
      assert.equal(
        await client.connection.sendRequest(HoverRequest.type, {
          textDocument,
          position: placeOf(net, "y ="),
        }),
        null,
      );
      const again = client.next(uri);
      await client.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { units: "FLOPs" },
      });
      await again;
      const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
      assert.match(lenses?.[0]?.command?.title ?? "", /FLOPs/);
    } finally {
      await client.stop();
    }
  });
});

async function pull(client: Client, uri: string): Promise<readonly Diagnostic[]> {
  return (await report(client, uri)).items;
}

async function report(client: Client, uri: string): Promise<RelatedFullDocumentDiagnosticReport> {
  const found = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri },
  });
  assert.ok(found.kind === "full");
  return found;
}

async function labels(client: Client, uri: string, text: string): Promise<readonly unknown[]> {
  const hints = await client.connection.sendRequest(InlayHintRequest.type, {
    textDocument: { uri },
    range: wholeOf(text),
  });
  return hints?.map(({ label }) => label) ?? [];
}

function placeOf(text: string, part: string) {
  const lines = text.slice(0, text.indexOf(part)).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function wholeOf(text: string) {
  return { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
}
