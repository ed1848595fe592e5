import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import {
  type CodeAction,
  commands,
  env,
  extensions,
  languages,
  Selection,
  Uri,
  window,
  workspace,
} from "vscode";
import { codeSnippets } from "../../src/words/index.ts";
import {
  activated,
  analysed,
  closeAll,
  folder,
  openExample,
  openText,
  replace,
  until,
} from "./support/window.ts";

describe("commands that write", () => {
  afterEach(closeAll);

  for (const { name } of codeSnippets) {
    it(`Insert Block writes ${name} at the cursor, with its imports, free of problems`, async () => {
      const document = await openText("insert.ts", 'import { nn } from "cnn-blocks";\n\n\n');
      const editor = await window.showTextDocument(document);
      editor.selection = new Selection(2, 0, 2, 0);
      await commands.executeCommand("cnnBlocks.insertBlock", name);
      await analysed(document);
      assert.match(document.getText(), new RegExp(`export class ${name} extends nn\\.(Module|Sequential) `));
      assert.match(document.getText(), /^import \{ .*\bnn\b.* \} from "cnn-blocks";/);
      const news = (await activated()).analyzed(document.uri);
      // VGG16 is told of its heavy linear layers, as it should be.
      const faults = news?.problems.filter(({ severity }) => severity !== "hint");
      assert.deepEqual(faults, []);
      assert.ok(news?.models.some(({ className }) => className === name));
    });
  }

  it("Insert Block does not split the declaration that the cursor is in", async () => {
    const text = "export class Mine {\n  a = 1;\n\n  b = 2;\n}\n\nexport const c = 3;\n";
    const document = await openText("insert.ts", text);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(2, 0, 2, 0);
    await commands.executeCommand("cnnBlocks.insertBlock", "PlainBlock");
    const after = document.getText();
    assert.ok(after.includes("export class Mine {\n  a = 1;\n\n  b = 2;\n}\n"), after);
    assert.ok(after.indexOf("class PlainBlock") > after.indexOf("b = 2"), after);
    assert.ok(after.indexOf("class PlainBlock") < after.indexOf("export const c"), after);
  });

  it("New Model File writes a model that is analysed without problems", async () => {
    const uri = await commands.executeCommand<Uri>("cnnBlocks.newModelFile", "fresh.ts", false);
    assert.equal(uri.toString(), Uri.joinPath(folder(), "fresh.ts").toString());
    const document = await workspace.openTextDocument(uri);
    assert.equal(window.activeTextEditor?.document, document);
    assert.equal(window.tabGroups.activeTabGroup.activeTab?.isPreview, false);
    await analysed(document);
    const news = (await activated()).analyzed(uri);
    assert.equal(news?.models.length, 1);
    assert.deepEqual(news?.problems, []);
  });

  it("TypeScript resolves the import once the quick fix has put the library there", async () => {
    const library = Uri.joinPath(folder(), "node_modules/cnn-blocks");
    const document = await openText(
      "imports.ts",
      'import { nn } from "cnn-blocks";\nexport const a = new nn.ReLU();\n',
    );
    const cannotFind = () =>
      languages
        .getDiagnostics(document.uri)
        .find(({ source, message }) => source === "ts" && message.includes("cnn-blocks"));
    const problem = await until("TypeScript misses the library", cannotFind, 60_000);
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem.range,
    );
    const fix = actions.find(({ command }) => command?.command === "cnnBlocks.addLibrary");
    assert.ok(fix?.command, actions.map(({ title }) => title).join(" | "));
    await commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
    assert.ok(await workspace.fs.stat(Uri.joinPath(library, "types/library/index.d.ts")));
    await replace(document, "new nn.ReLU()", "new nn.ReLU();");
    await until("TypeScript finds the library", () => !cannotFind(), 60_000);
    await until("TypeScript completes it", async () => completesConv2d(document.uri));
  });

  it("Fix all, on save, writes the whole file as the library has it", async () => {
    const text = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3, 2, 1);
  forward(x: Tensor) {
    return torch.flatten(F.max_pool2d(this.conv(x), 2), 1);
  }
}
new Net()(randn(1, 3, 8, 8));
`;
    const document = await openText("spellings.ts", text);
    const settings = workspace.getConfiguration("editor");
    await settings.update("codeActionsOnSave", { "source.fixAll.cnnBlocks": "explicit" }, true);
    try {
      await replace(document, "new Net()(", "new Net().forward(");
      await analysed(document);
      assert.ok(await document.save());
    } finally {
      await settings.update("codeActionsOnSave", undefined, true);
    }
    assert.match(document.getText(), /new nn\.Conv2d\(3, 8, 3, \{ stride: 2, padding: 1 \}\);/);
    assert.match(document.getText(), /return flatten\(F\.maxPool2d\(this\.conv\(x\), 2\), 1\);/);
    await analysed(document);
    const problems = (await activated()).analyzed(document.uri)?.problems;
    assert.deepEqual(problems, []);
  });

  it("Show Summary opens the layer table, which follows the code", async () => {
    const document = await openExample("depthwise-separable.ts");
    await commands.executeCommand("cnnBlocks.showSummary");
    const summary = await until("the summary", () =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === "cnn-blocks-summary"),
    );
    assert.match(summary.getText(), /9,152/);
    assert.match(summary.getText(), /73,856/);
    await replace(document, "new DepthwiseSeparableConv(64, 128)", "new DepthwiseSeparableConv(64, 256)");
    await until("a new summary", () => summary.getText().includes("×256×"));
  });

  it("Copy Summary as Markdown copies the tables in a fenced block", async () => {
    const document = await openExample("compare.ts");
    await analysed(document);
    await commands.executeCommand("cnnBlocks.copySummary");
    const copied = await env.clipboard.readText();
    assert.match(copied, /^```text\n[\s\S]*9,152[\s\S]*\n```\n$/);
  });

  it("Open Example opens a copy that finds the library", async () => {
    const uri = await commands.executeCommand<Uri>("cnnBlocks.openExample", "compare");
    assert.match(uri.path, /examples\/compare\.ts$/);
    const document = await workspace.openTextDocument(uri);
    await analysed(document);
    assert.ok(((await activated()).analyzed(uri)?.models.length ?? 0) >= 6);
    assert.ok(await workspace.fs.stat(Uri.joinPath(uri, "../node_modules/cnn-blocks/package.json")));
  });

  it("every command of the manifest is registered", async () => {
    await activated();
    const manifest = extensions.getExtension("cnn-blocks.cnn-blocks")?.packageJSON;
    const declared: readonly string[] = manifest.contributes.commands.map(
      ({ command }: { command: string }) => command,
    );
    const known = await commands.getCommands(true);
    assert.ok(declared.length >= 8);
    assert.deepEqual(
      declared.filter((command) => !known.includes(command)),
      [],
    );
  });
});

async function completesConv2d(uri: Uri): Promise<boolean> {
  const document = await workspace.openTextDocument(uri);
  const offset = document.getText().indexOf("nn.ReLU") + 3;
  const found = await commands.executeCommand<{ items: readonly { label: string | { label: string } }[] }>(
    "vscode.executeCompletionItemProvider",
    uri,
    document.positionAt(offset),
  );
  return found.items.some(({ label }) => (typeof label === "string" ? label : label.label) === "Conv2d");
}
