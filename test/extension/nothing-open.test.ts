import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { commands, window, workspace } from "vscode";
import type { RunOutcome } from "../../src/protocol/index.ts";
import { activated, closeAll, drawn, openExample, openText, until } from "./support/window.ts";

const plain = `import { nn } from "cnn-blocks";
export const net = new nn.Conv2d(3, 8, 3);
`;

describe("with no model file in sight", () => {
  beforeEach(closeAll);
  afterEach(closeAll);

  it("the preview opens on the file that was worked on last", async () => {
    const { uri } = await openExample("residual.ts");
    await closeAll();
    await commands.executeCommand("cnnBlocks.openPreview");
    await until("the last file's preview", async () => {
      const { drawn, uri: shown } = (await activated()).previewState();
      return drawn !== null && shown === uri.toString();
    });
  });

  it("the preview opens an example beside it where that file is gone", async () => {
    await forgetLastFile();
    await commands.executeCommand("cnnBlocks.openPreview");
    const document = await until("an example", () => window.visibleTextEditors[0]?.document);
    assert.match(document.uri.path, /\/examples\/your-first-cnn\.ts$/);
    await drawn(document);
  });

  it("a block of the library runs", async () => {
    await forgetLastFile();
    const outcome = await commands.executeCommand<RunOutcome>(
      "cnnBlocks.runBlock",
      undefined,
      "new nn.ResidualBlock(16, 16)",
      "1x16x8x8",
    );
    assert.equal(outcome.kind, "done", JSON.stringify(outcome).slice(0, 300));
  });

  it("blocks are inserted into a new file", async () => {
    await forgetLastFile();
    await commands.executeCommand("cnnBlocks.insertBlock", "ResidualBlock");
    const text = await until("the block", () => {
      const written = window.activeTextEditor?.document.getText() ?? "";
      return written.includes("class ResidualBlock") ? written : undefined;
    });
    assert.match(text, /from "cnn-blocks"/);
  });
});

/** Works on a file last, and deletes it. */
async function forgetLastFile(): Promise<void> {
  const { uri } = await openText(`gone-${Date.now()}.ts`, plain);
  await closeAll();
  await workspace.fs.delete(uri);
}
