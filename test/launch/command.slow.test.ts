import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { after, before, describe, it } from "mocha";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { root } from "../../scripts/root.ts";

const run = promisify(execFile);

describe("the command's file", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "cnn-blocks-command-"));
  const copy = join(folder, "tools", "check.mjs");
  const net = join(folder, "net.ts");
  before(async () => {
    await buildUnlessBuilt(["dist/cli"]);
    mkdirSync(join(folder, "tools"));
    copyFileSync(join(root, "dist/cli/cnn-blocks.js"), copy);
    writeFileSync(
      net,
      'import { nn, randn } from "cnn-blocks";\nnew nn.Conv2d(3, 8, 3)(randn(1, 4, 8, 8));\n',
    );
  });
  after(() => rmSync(folder, { recursive: true }));
  const check = (cache: string) =>
    run(process.execPath, [copy, "check", net], { env: { ...process.env, XDG_CACHE_HOME: cache } }).then(
      () => assert.fail("The model has a problem."),
      ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
    );
  const codeIn = (cache: string) => readdirSync(join(cache, "cnn-blocks", "code"));

  it("works alone, and keeps its code", async () => {
    const cache = join(folder, "cache");
    const first = await check(cache);
    assert.equal(first.code, 1);
    assert.match(first.stdout, /net\.ts:2:15: error\[channel-mismatch\]/);
    assert.equal(first.stderr, "");
    const kept = codeIn(cache);
    assert.equal(kept.length, 1);
    assert.deepEqual(await check(cache), first);
    assert.deepEqual(codeIn(cache), kept);
  });

  it("gives the same answers where several begin at once", async () => {
    const cache = join(folder, "shared");
    const [first, ...others] = await Promise.all([cache, cache, cache, cache].map(check));
    for (const other of others) assert.deepEqual(other, first);
    assert.equal(first?.code, 1);
    assert.equal(codeIn(cache).length, 1);
  });

  it("needs no folder for it", async () => {
    const locked = join(folder, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    for (const cache of [locked, join(net, "no folder"), ""]) {
      const { code, stderr } = await check(cache);
      assert.deepEqual([code, stderr], [1, ""]);
    }
  });
});
