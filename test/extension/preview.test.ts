import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import { commands, window } from "vscode";
import { activated, closeAll, drawn, openExample, openText, replace, until } from "./support/window.ts";

const small = `import { F, nn, randn, type Tensor } from "cnn-blocks";
export class Small extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  forward(x: Tensor): Tensor {
    return F.relu(this.conv(x));
  }
}
export const y = new Small()(randn(1, 3, 16, 16));
`;

describe("the preview", () => {
  // One page serves all of them, as it does an author; the last test closes it.
  after(closeAll);

  it("opens beside the code and draws the model", async () => {
    const document = await openExample("residual.ts");
    await commands.executeCommand("cnnBlocks.openPreview");
    const { drawn: picture, model } = await drawn(document);
    assert.ok(picture && picture.nodes > 3 && picture.edges > 3, JSON.stringify(picture));
    assert.equal(picture.model, model);
    assert.ok(window.activeTextEditor, "the focus stays in the code");
    assert.equal(window.tabGroups.all.length, 2);
  });

  it("follows what is typed and not saved", async () => {
    const document = await openText("follows.ts", small);
    await commands.executeCommand("cnnBlocks.openPreview");
    const before = await drawn(document);
    await replace(document, "return F.relu(this.conv(x));", "return F.relu(F.relu(this.conv(x)));");
    await drawn(document, ({ drawn }) => (drawn?.nodes ?? 0) > (before.drawn?.nodes ?? 0));
    assert.ok(document.isDirty);
  });

  it("keeps its picture while the code is half typed", async () => {
    const document = await openText("half-typed.ts", small);
    await commands.executeCommand("cnnBlocks.openPreview");
    const { drawn: whole } = await drawn(document);
    await replace(document, "return F.relu(this.conv(x));", "return F.relu(this.");
    const api = await activated();
    assert.ok((api.analyzed(document.uri)?.problems.length ?? 0) > 0);
    assert.deepEqual((await drawn(document)).drawn, whole);
    await replace(document, "return F.relu(this.", "return F.relu(this.conv(x));");
    assert.deepEqual((await drawn(document)).drawn, whole);
  });

  it("keeps its model when it is pinned, and another one follows the author", async () => {
    const residual = await openExample("residual.ts");
    await commands.executeCommand("cnnBlocks.openPreview");
    await drawn(residual);
    await commands.executeCommand("cnnBlocks.pinPreview");
    assert.equal((await activated()).previewState().open, false);
    const inception = await openExample("inception.ts");
    await commands.executeCommand("cnnBlocks.openPreview");
    await drawn(inception);
    const titles = () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    const pinned = () => titles().find((title) => title.startsWith("Pinned: Architecture: "));
    await until("a pinned preview of the residual block", () => /Residual/.test(pinned() ?? ""));
    assert.equal(titles().filter((title) => title.startsWith("Architecture: ")).length, 1);
    await commands.executeCommand("cnnBlocks.unpinPreview");
    await until("the other preview pinned instead", () => /Inception/.test(pinned() ?? ""));
    assert.equal((await activated()).previewState().uri, residual.uri.toString());
    assert.equal(await commands.executeCommand("cnnBlocks.unpinPreview"), true);
    await until("a pinned preview of the residual block again", () => /Residual/.test(pinned() ?? ""));
    const tab = window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === pinned());
    assert.ok(tab);
    await window.tabGroups.close(tab);
    assert.equal((await activated()).previewState().open, true);
  });

  it("follows the author to another file", async () => {
    const residual = await openExample("residual.ts");
    await commands.executeCommand("cnnBlocks.openPreview");
    await drawn(residual);
    const inception = await openExample("inception.ts");
    await drawn(inception);
    const again = await openExample("residual.ts");
    await drawn(again);
  });

  it("opens on the model that a lens names", async () => {
    const document = await openExample("residual.ts");
    const api = await activated();
    const models = api.analyzed(document.uri)?.models ?? [];
    const down = models.find(({ name }) => name.includes("blockDown"));
    assert.ok(down, models.map(({ name }) => name).join());
    await commands.executeCommand("cnnBlocks.openPreview", document.uri.toString(), down.id);
    assert.equal((await drawn(document, ({ model }) => model === down.id)).model, down.id);
  });

  it("can be closed and opened again", async () => {
    const document = await openExample("inception.ts");
    await commands.executeCommand("cnnBlocks.openPreview");
    await drawn(document);
    await closeAll();
    const api = await activated();
    await until("the preview is closed", () => !api.previewState().open);
    const again = await openExample("inception.ts");
    await commands.executeCommand("cnnBlocks.openPreview");
    await drawn(again);
  });
});
