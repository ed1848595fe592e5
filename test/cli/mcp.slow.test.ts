import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { after, before, describe, it } from "mocha";
import { version } from "../../package.json";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { agentTools } from "../../src/ide/index.ts";

const net = `import { nn, randn } from "cnn-blocks";
export const net = new nn.Conv2d(3, 8, 3);
export const y = net(randn(1, 3, 8, 8));
`;

describe("cnn-blocks mcp", function () {
  this.timeout(60_000);
  let folder: string;
  const client = new Client({ name: "test", version: "1" });

  before(async () => {
    await buildUnlessBuilt(["dist/cli"]);
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-mcp-"));
    const work = join(folder, "work");
    await mkdir(work);
    await writeFile(join(work, "net.ts"), net);
    await writeFile(join(folder, "secret.ts"), net);
    await symlink(join(folder, "secret.ts"), join(work, "link.ts"));
    const command = fileURLToPath(new URL("../../dist/cli/cnn-blocks.js", import.meta.url));
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [command, "mcp"], cwd: work }),
    );
  });
  after(async () => {
    await client.close();
    await rm(folder, { recursive: true });
  });

  async function call(name: string, given: Record<string, unknown>) {
    const { content, isError } = await client.callTool({ name, arguments: given });
    const [first] = content as { readonly text: string }[];
    return { text: first?.text ?? "", isError };
  }

  it("lists every tool as one that only reads", async () => {
    assert.deepEqual(client.getServerVersion()?.version, version);
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      agentTools.map(({ name }) => name),
    );
    for (const { annotations, inputSchema } of tools) {
      assert.equal(annotations?.readOnlyHint, true);
      assert.equal(inputSchema.type, "object");
    }
  });

  it("analyses a file anew at every call, and runs it", async () => {
    const { text } = await call("analyse", { file: "net.ts" });
    assert.match(text, /net · Conv2d: 1×3×8×8 → 1×8×6×6/);
    await writeFile(join(folder, "work/net.ts"), net.replace("8, 3)", "16, 3)"));
    assert.match((await call("analyse", { file: "net.ts" })).text, /1×16×6×6/);
    const run = await call("run", { file: "net.ts" });
    assert.match(run.text, /median of [\d,]+ runs.*Weights: random, seed.*Output 1×16×6×6: range/s);
  });

  it("says as an error why a call has no answer, and goes on", async () => {
    const missing = await call("analyse", { file: "missing.ts" });
    assert.deepEqual(missing.isError, true);
    assert.match(missing.text, /There is no file/);
    assert.match((await call("nothing", {})).text, /There is no tool "nothing"/);
    assert.equal((await call("explain_problem", { code: "channel-mismatch" })).isError, false);
  });

  it("reads nothing outside its folder, not even through a link", async () => {
    for (const file of ["../secret.ts", join(folder, "secret.ts"), "link.ts"]) {
      const { text, isError } = await call("analyse", { file });
      assert.equal(isError, true);
      assert.match(text, /outside/);
      assert.doesNotMatch(text, /Conv2d/);
    }
  });
});
