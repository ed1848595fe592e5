import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import { type CompletionList, commands, type SignatureHelp } from "vscode";
import { closeAll, openText, positionOf, until } from "./support/window.ts";

const text = `import { nn, randn, type Tensor } from "cnn-blocks";

export class Net extends nn.Module {
  conv = new nn.Conv2d(3, 12, 3, { padding: 1 });
  norm = new nn.BatchNorm2d();
  forward(x: Tensor) {
    return this.norm(this.conv(x));
  }
}
export const y = new Net()(randn(1, 3, 32, 32));
`;

describe("completion", () => {
  afterEach(closeAll);

  it("has the channels that arrive before everything that TypeScript offers", async () => {
    const document = await openText("completed.ts", text);
    const position = positionOf(document, ");\n  forward");
    const items = await until("what arrives", async () => {
      const { items: all } = await commands.executeCommand<CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        position,
      );
      return all.some(({ label }) => label === "12") ? all : undefined;
    });
    const first = [...items].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))[0];
    assert.equal(first?.label, "12");
  });

  it("says what the number being typed gives", async () => {
    const document = await openText("helped.ts", text);
    const position = positionOf(document, ", { padding: 1 }");
    const help = await until(
      "signature help",
      async () =>
        await commands.executeCommand<SignatureHelp>(
          "vscode.executeSignatureHelpProvider",
          document.uri,
          position,
          "(",
        ),
    );
    const words = JSON.stringify(help);
    assert.match(words, /Conv2d\(inChannels: number/);
  });
});
