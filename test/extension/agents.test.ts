import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { activated, closeAll, folder, openExample } from "./support/window.ts";

/** Of VS Code 1.95 and newer; the types are those of the oldest version that the extension runs in. */
const { lm } = vscode as unknown as {
  readonly lm: {
    readonly tools: readonly { readonly name: string }[];
    invokeTool(
      name: string,
      options: { readonly input: object; readonly toolInvocationToken: undefined },
    ): Promise<{ readonly content: readonly { readonly value: string }[] }>;
  };
};

async function told(name: string, input: object): Promise<string> {
  const { content } = await lm.invokeTool(`cnn_blocks_${name}`, { input, toolInvocationToken: undefined });
  return content.map(({ value }) => value).join("");
}

describe("tools of chats", function () {
  this.timeout(120_000);
  after(closeAll);

  it("are listed, analyse a file of the workspace and run its model", async () => {
    await activated();
    assert.ok(lm.tools.some(({ name }) => name === "cnn_blocks_analyse"));
    await openExample("digits.ts");
    assert.match(await told("analyse", { file: "digits.ts" }), /→ 1×10/);
    const run = await told("run", { file: "digits.ts" });
    assert.match(run, /median of .*Weights: digits\.safetensors, 6 tensors.*class \d: (9\d|100)/s);
  });

  it("run with the weights beside the file although the server is slow to say what the preview shall show", async () => {
    await closeAll();
    await openExample("digits.ts");
    let isOver = false;
    const keepBusy = async (_: unknown, index: number): Promise<void> => {
      const file = `busy${index}.ts`;
      const uri = vscode.Uri.joinPath(folder(), file);
      for (let round = 0; !isOver; round += 1) {
        const text = `import { models } from "cnn-blocks";\n/** @input 1x3x${64 + round}x64 */\nexport const net = models.resnet("resnet101");\n`;
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
        await told("analyse", { file });
      }
      await vscode.workspace.fs.delete(uri);
    };
    const busy = Array.from({ length: 8 }, keepBusy);
    const run = await told("run", { file: "digits.ts" });
    isOver = true;
    await Promise.all(busy);
    assert.match(run, /Weights: digits\.safetensors/);
  });

  it("refuse a file outside the workspace", async () => {
    await assert.rejects(told("analyse", { file: "../secret.ts" }), /is outside/);
  });
});
