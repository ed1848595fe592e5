import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nnSources } from "virtual:nn-sources";
import { after, before, describe, it } from "mocha";
import { runCli } from "../../src/cli/cli.ts";

const header = 'import { nn, randn, type Tensor } from "cnn-blocks";\n';

function net(fields: string, forward: string): string {
  return `${header}import { block } from "./parts/block.ts";
class Net extends nn.Module { ${fields} forward(x: Tensor) { return ${forward}; } }
export const net = new Net();
net(randn(1, 3, 8, 8));
`;
}

const oldNet = net("stem = block(8); pool = new nn.MaxPool2d(2);", "this.pool(this.stem(x))");
const newNet = net("stem = block(8); fc = new nn.Conv2d(16, 4, 1);", "this.fc(this.stem(x))");
const blockOf = (factor: number) =>
  `import { nn } from "cnn-blocks";\nexport const block = (channels: number) => new nn.Conv2d(3, ${factor} * channels, 3);\n`;

describe("cnn-blocks diff", function () {
  this.timeout(20_000);
  let folder: string;
  const git = (...args: readonly string[]) => {
    const who = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
    return execFileSync("git", ["-C", folder, ...who, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  };
  const write = (name: string, text: string) => writeFile(join(folder, name), text);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-diff-"));
    await mkdir(join(folder, "parts"));
    await write("net.ts", oldNet);
  });
  after(() => rm(folder, { recursive: true }));

  async function diff(...args: readonly string[]) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli(["diff", ...args], {
      ...{ folder, library: nnSources, version: "1.2.3", cores: 1 },
      watch: () => assert.fail("no watch"),
      readKernels: () => assert.fail("no kernel"),
      readPictures: () => assert.fail("no picture"),
      startServer: () => assert.fail("no server"),
      serveTools: () => assert.fail("no tools"),
      readThreading: () => assert.fail("no threads"),
      print: (text) => out.push(text),
      complain: (text) => err.push(text),
    });
    return { code, out: out.join(""), err: err.join("") };
  }
  const refusal = async (...args: readonly string[]) => {
    const { code, out, err } = await diff(...args);
    assert.deepEqual({ code, out }, { code: 2, out: "" });
    return err;
  };

  it("says what is missing where there is nothing to compare with", async () => {
    assert.match(await refusal("net.ts"), /net\.ts is in no git repository/);
    git("init", "-q");
    assert.match(await refusal("net.ts"), /has no commit yet/);
    await write("parts/block.ts", blockOf(1));
    git("add", "net.ts", "parts");
    git("commit", "-qm", "first");
    await write("new.ts", oldNet);
    assert.match(await refusal("new.ts"), /new\.ts is not in HEAD: it was added since/);
    assert.match(await refusal("--base", "nowhere", "net.ts"), /There is no commit nowhere/);
    assert.match(await refusal("--base=--output=x", "net.ts"), /There is no commit --output=x/);
  });

  it("says that nothing has changed", async () => {
    const { code, out } = await diff("net.ts");
    assert.equal(code, 0);
    assert.match(out, /^net · Net since HEAD: nothing has changed$/m);
  });

  it("lists layers and costs, with local imports as they were", async () => {
    await write("net.ts", newNet);
    await write("parts/block.ts", blockOf(2));
    const { out } = await diff("net.ts");
    assert.match(out, /^net · Net since HEAD: 1 layer added, 1 removed, 1 changed, 0 the same$/m);
    assert.match(
      out,
      /^changed +stem +Conv2d 3×3, 3→8 → Conv2d 3×3, 3→16 +1×8×6×6 → 1×16×6×6 +\+224 +\+7,776$/m,
    );
    assert.match(out, /^removed +pool /m);
    assert.match(out, /^added +fc +Conv2d 1×1, 16→4 +1×4×6×6 +\+68 +\+2,304$/m);
    assert.match(out, /^Parameters +224 +516 +\+292 +\+130 %$/m);
  });

  it("compares with another commit, one model, and as JSON", async () => {
    git("commit", "-qam", "second");
    assert.match((await diff("net.ts")).out, /nothing has changed/);
    const { out } = await diff("--base", "HEAD~1", "--class", "Net", "--json", "net.ts");
    const [only, ...others] = JSON.parse(out);
    assert.deepEqual(others, []);
    assert.deepEqual([only.before.parameters, only.after.parameters, only.same], [224, 516, 0]);
    assert.equal(only.layers.length, 3);
  });

  it("calls models new and removed", async () => {
    await write("net.ts", `${newNet}export const other = new nn.Linear(4, 2)(randn(1, 4));\n`);
    assert.match((await diff("net.ts")).out, /^other · Linear is new since HEAD$/m);
    git("commit", "-qam", "third");
    await write("net.ts", newNet);
    assert.match((await diff("net.ts")).out, /^other · Linear was removed since HEAD$/m);
  });
});
