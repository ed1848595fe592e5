import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { commands, env, window } from "vscode";
import { activated, closeAll, openText, until } from "./support/window.ts";

const text = `import { nn, randn } from "cnn-blocks";
const net = new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.ReLU());
net(randn(1, 3, 8, 8));
`;

describe("the model tree", () => {
  afterEach(closeAll);

  it("is in the explorer, and its items lead to the source, the preview and the clipboard", async () => {
    const document = await openText("tree.ts", text);
    await commands.executeCommand("cnnBlocks.model.focus");
    const file = document.uri.toString();
    const start = text.indexOf("new nn.Conv2d");
    const [model] = (await activated()).analyzed(document.uri)?.models ?? [];
    assert.equal(model?.figures, "224 params · 7,776 MACs");
    const item = {
      ...{ file, model: model.id, path: "0", node: 1, key: `${model.id} 0`, kind: "layer", name: "0" },
      ...{ figures: "224 params", details: ["Conv2d 3×3, 3→8", "224 parameters"], fault: null },
      ...{ isBlock: false, children: [] },
      source: { file, start, end: start + 3 },
    };
    await commands.executeCommand("cnnBlocks.goToSource", item);
    const editor = window.visibleTextEditors.find((one) => one.document === document);
    assert.equal(editor && document.offsetAt(editor.selection.start), start);
    await commands.executeCommand("cnnBlocks.copyFigures", item);
    assert.equal(await env.clipboard.readText(), "0\nConv2d 3×3, 3→8\n224 parameters");
    await commands.executeCommand("cnnBlocks.showInPreview", item);
    const api = await activated();
    await until("the model in the preview", () => api.previewState().drawn?.model === model.id);
    for (const command of ["showFigures", "showInTable"])
      await commands.executeCommand(`cnnBlocks.${command}`, item);
    assert.deepEqual(api.previewState().failures, []);
  });
});
