import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { afterEach, describe, it } from "mocha";
import { commands, Uri, window, workspace } from "vscode";
import { closeAll, drawn, folder, openText, replace, until } from "./support/window.ts";

const text = `import { nn, randn } from "cnn-blocks";
const net = new nn.Sequential(new nn.Conv2d(3, 8, 3));
net(randn(1, 3, 8, 8));
`;

describe("a model compared with the last commit", () => {
  afterEach(closeAll);

  it("is listed beside the file, and follows edits", async () => {
    const document = await openText("committed/net.ts", text);
    const git = (...args: readonly string[]) => {
      const who = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
      execFileSync("git", ["-C", Uri.joinPath(folder(), "committed").fsPath, ...who, ...args]);
    };
    git("init", "-q");
    git("add", "net.ts");
    git("commit", "-qm", "first");
    await commands.executeCommand("cnnBlocks.showChanges", document.uri);
    const changes = () =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === "cnn-blocks-changes")?.getText();
    await until("no change", () => changes()?.includes("since HEAD: nothing has changed") === true);
    assert.ok(window.visibleTextEditors.some(({ document: { uri } }) => uri.scheme === "cnn-blocks-changes"));
    await replace(document, "Conv2d(3, 8, 3)", "Conv2d(3, 16, 3)");
    await until("the change", () => /Parameters +224 +448/.test(changes() ?? ""));
    // The page answers once it has begun to put the two side by side.
    await commands.executeCommand("cnnBlocks.compareWithCommit", document.uri);
    const { failures } = await drawn(document);
    assert.deepEqual(failures, []);
  });
});
