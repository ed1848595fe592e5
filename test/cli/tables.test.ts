import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { command } from "../support/command.ts";

const net = `import { nn, randn, type Tensor } from "cnn-blocks";
class Net extends nn.Module {
  conv = new nn.Conv2d(3, 8, 3);
  spare = new nn.Linear(8, 10);
  forward(x: Tensor) { return this.conv(x).relu(); }
}
export const net = new Net();
net(randn(1, 3, 10, 10));
`;

describe("cnn-blocks summary --format", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-tables-"));
    await writeFile(join(folder, "net.ts"), net);
  });
  after(() => rm(folder, { recursive: true }));
  const summary = (...args: readonly string[]) => command(folder, "summary", "net.ts", ...args);

  it("csv: a row for each layer, those that are not used too", async () => {
    const { code, out } = await summary("--format", "csv");
    assert.equal(code, 0);
    assert.deepEqual(out.split("\r\n"), [
      "model,module,op,output,parameters,MACs",
      'net · Net,conv,"Conv2d 3×3, 3→8",1×8×8×8,224,13824',
      "net · Net,,ReLU,1×8×8×8,0,0",
      "net · Net,spare,Linear,not used,90,0",
      "",
    ]);
  });

  it("markdown: the same with totals, in the unit that is asked for", async () => {
    const { out } = await summary("--format", "markdown", "--units", "FLOPs");
    assert.match(out, /^### net · Net$/m);
    assert.match(out, /^\| conv \| Conv2d 3×3, 3→8 \| 1×8×8×8 \| 224 \| 27,648 \|$/m);
    assert.match(out, /^\| total \| {2}\| {2}\| 314 \| 27,648 \|$/m);
  });

  it("json: what --json prints", async () => {
    const { out } = await summary("--format", "json");
    assert.equal(out, (await summary("--json")).out);
  });

  for (const args of [
    ["--format", "xml"],
    ["--format", "constructor"],
    ["--json", "--format", "csv"],
  ])
    it(`refuses ${args.join(" ")}`, async () => {
      const { code, out, err } = await summary(...args);
      assert.deepEqual({ code, out }, { code: 2, out: "" });
      assert.match(err, /format/);
    });
});
