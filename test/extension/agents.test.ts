import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { activated, closeAll, openExample } from "./support/window.ts";

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

  it("refuse a file outside the workspace", async () => {
    await assert.rejects(told("analyse", { file: "../secret.ts" }), /is outside/);
  });
});
