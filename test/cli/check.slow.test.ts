import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, beforeEach, describe, it } from "mocha";
import { watchFolders } from "../../src/cli/watch-folders.ts";
import { command, watchingCommand } from "../support/command.ts";

const header = 'import { nn, randn, type Tensor } from "cnn-blocks";\n';
const netOf = (channels: number) => `${header}
export class Net extends nn.Module {
  conv = new nn.Conv2d(3, ${channels}, 3);
  forward(x: Tensor) { return this.conv(x); }
}
new Net()(randn(1, 3, 10, 10));
`;
const faulty = `${header}new nn.Conv2d(16, 8, 3)(randn(1, 3, 32, 32));\n`;

const files: Readonly<Record<string, string>> = {
  "net.ts": netOf(8),
  "src/deep/other.ts": netOf(4),
  "src/faulty.ts": faulty,
  "src/helpers.ts": "export const x = 1;\n",
  "src/read-me.md": '# A model\n\nimport … from "cnn-blocks";\n',
  "src/declared.d.ts": faulty,
  "src/node_modules/package/index.ts": faulty,
  "unknown.ts": `${header}
declare const hidden: nn.Module;
export const net = new nn.Sequential(new nn.Conv2d(3, 8, 3), hidden);
net(randn(1, 3, 8, 8));
`,
};

describe("cnn-blocks check", () => {
  let folder = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cnn-blocks-check-"));
  });
  beforeEach(async () => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  });
  after(() => rm(folder, { recursive: true }));

  const check = (...args: readonly string[]) => command(folder, "check", ...args);

  it("takes several files, folders and patterns; each problem is told once", async () => {
    const line = /^src[\\/]faulty\.ts:2:15: error\[channel-mismatch\]: [^\n]+\n$/;
    for (const names of [
      ["net.ts", "src"],
      ["src", "src/**/*.ts"],
      ["{net,src/faulty}.ts"],
      ["./src/fault?.ts"],
    ]) {
      const { code, out } = await check(...names);
      assert.equal(code, 1, names.join(" "));
      assert.match(out, line);
    }
    assert.deepEqual(await check("src/deep", "net.ts"), {
      code: 0,
      out: "",
      err: "2 files, 2 models, 0 problems\n",
    });
  });

  it("a pattern's commas and brackets mean what they say", async () => {
    await mkdir(join(folder, "odd"), { recursive: true });
    for (const name of ["a,b.ts", "a.ts", "b.ts", "x.ts"]) await writeFile(join(folder, "odd", name), faulty);
    const wanted: readonly (readonly [string, readonly string[]])[] = [
      ["odd/?,?.ts", ["a,b.ts"]],
      ["odd/{a,b}.ts", ["a.ts", "b.ts"]],
      ["odd/[!a,.]*.ts", ["b.ts", "x.ts"]],
      ["odd/[x*].ts", ["x.ts"]],
      ["odd[!.]x.ts", []],
    ];
    for (const [pattern, names] of wanted) {
      const { code, out } = await check(pattern);
      assert.equal(code, names.length === 0 ? 2 : 1, pattern);
      assert.deepEqual(
        [...out.matchAll(/^odd[\\/](\S+?):2:15/gm)].map(([, name]) => name),
        names,
      );
    }
  });

  it("--class takes a folder that has one file with models", async () => {
    assert.equal((await check("src/deep", "--class", "Net")).code, 0);
  });

  it("skips what does not use the library in a folder, and tells of it where it is named", async () => {
    const { code, err } = await check("src/deep", "src/helpers.ts");
    assert.equal(code, 0);
    assert.match(err, /There is no model in src\/helpers\.ts/);
    assert.doesNotMatch((await check("src")).err, /helpers/);
  });

  it("leaves out what a bundler made in a folder, says so, and reads it where it is named", async () => {
    await mkdir(join(folder, "bundle"));
    await writeFile(join(folder, "bundle/all.js"), `${faulty}//${"x".repeat(2 ** 20)}\n`);
    const { code, out, err } = await check("bundle", "net.ts");
    assert.deepEqual([code, out], [0, ""]);
    assert.match(
      err,
      /^bundle[\\/]all\.js is left out, because it has 1 MiB\. To check it, name the file itself\.\n/,
    );
    assert.equal((await check("bundle/all.js")).code, 1);
    await rm(join(folder, "bundle"), { recursive: true });
  });

  it("a folder, file or baseline that does not exist is wrong usage, and so is a limit that is none", async () => {
    const refused: readonly (readonly [string[], RegExp])[] = [
      [["nowhere"], /There is no file nowhere\./],
      [["nowhere/*.ts"], /There is no file nowhere\./],
      [["src/read-me.md"], /src\/read-me\.md is not analysed: only TypeScript and JavaScript files are\./],
      [["src/*.mts"], /No file matches src\/\*\.mts\./],
      [["src/[f-a]*.ts"], /src\/\[f-a\]\*\.ts is not a pattern of files/],
      [["src", "--class", "Net"], /--class and --input go with one file, not with 2\./],
      [["net.ts", "--format", "constructor"], /--format is text, json, sarif or github/],
      [["net.ts", "--max-params", "many"], /--max-params must be a number, as in 5M or 250_000, not many\./],
      [
        ["net.ts", "--max-memory", "20"],
        /--max-memory must be a size in memory, as in 20MiB or 64kB, not 20\./,
      ],
      [["net.ts", "--format", "xml"], /--format is text, json, sarif or github/],
      [["net.ts", "--format", "sarif", "--json"], /two formats/],
      [["net.ts", "src", "--class", "Net"], /--class and --input go with one file/],
      [["net.ts", "--baseline", "none.json"], /There is no baseline none\.json\. Write it/],
      [
        ["net.ts", "--baseline", "net.ts"],
        /net\.ts is not a baseline\. Delete it, then write a new one with/,
      ],
      [["net.ts", "--update-baseline"], /--baseline costs\.json/],
    ];
    for (const [args, words] of refused) {
      const { code, out, err } = await check(...args);
      assert.deepEqual({ code, out }, { code: 2, out: "" }, args.join(" "));
      assert.match(err, words);
    }
  });

  it("limits hold for every model, at its name, and what is unknown is not over them", async () => {
    const limits = ["--max-params", "200", "--max-macs", "1M", "--max-memory", "1MB"];
    const { code, out } = await check("net.ts", "src/deep", ...limits);
    assert.equal(code, 1);
    assert.equal(
      out,
      "net.ts:3:14: warning[over-budget]: Net has 224 parameters, and its budget is 200. Most are in conv (100.0 %).\n",
    );
    assert.equal((await check("unknown.ts", "--max-params", "224")).code, 0);
    assert.match((await check("unknown.ts", "--max-params", "100")).out, /has at least 224 parameters/);
  });

  it("writes SARIF 2.1.0 with rules, levels, regions and help", async () => {
    const { code, out } = await check("src", "--format", "sarif");
    const log = JSON.parse(out);
    assert.deepEqual([code, log.version, log.runs.length], [1, "2.1.0", 1]);
    const [run] = log.runs;
    assert.deepEqual([run.tool.driver.name, run.tool.driver.version], ["cnn-blocks", "1.2.3"]);
    assert.match(run.tool.driver.rules[0].help.markdown, /```ts\n/);
    assert.doesNotMatch(out, /file:/);
    const { ruleId, ruleIndex, level, locations } = run.results[0];
    assert.deepEqual([ruleId, ruleIndex, level], ["channel-mismatch", 0, "error"]);
    assert.deepEqual(locations[0].physicalLocation, {
      artifactLocation: { uri: "src/faulty.ts" },
      region: { startLine: 2, startColumn: 15, endLine: 2, endColumn: 17 },
    });
    assert.deepEqual(JSON.parse((await check("net.ts", "--format", "sarif")).out).runs[0].results, []);
  });

  it("writes GitHub's annotations and JSON", async () => {
    const { out } = await check("src/faulty.ts", "--format", "github");
    assert.match(
      out,
      /^::error file=src\/faulty\.ts,line=2,endLine=2,col=15,endColumn=17,title=channel-mismatch::Conv2d [^\n]+\n$/,
    );
    const problems = JSON.parse((await check("src/faulty.ts", "--format", "json")).out);
    assert.equal(problems[0].code, "channel-mismatch");
  });

  it("a baseline tells what a change costs, of each model", async () => {
    const written = await check("net.ts", "src/deep", "--baseline", "costs.json", "--update-baseline");
    assert.equal(written.code, 0);
    const costs = JSON.parse(await readFile(join(folder, "costs.json"), "utf8"));
    assert.deepEqual(costs.models["net.ts"], { Net: { parameters: 224, macs: 13824, memory: 3248 } });
    const same = await check("net.ts", "src/deep", "--baseline", "costs.json");
    assert.deepEqual([same.code, same.out], [0, "No model costs more or less.\n"]);
    await writeFile(join(folder, "net.ts"), netOf(10));
    const { code, out } = await check("net.ts", "src/deep", "--baseline", "costs.json");
    assert.equal(code, 0);
    assert.equal(
      out,
      "net.ts: Net: parameters 224 → 280 (+56, +25 %); MACs 13,824 → 17,280 (+3,456, +25 %); " +
        "peak of activations 3.17 KiB → 3.67 KiB (+512 B, +16 %)\n",
    );
    await writeFile(join(folder, "net.ts"), netOf(8).replaceAll("Net", "Other"));
    assert.match(
      (await check("net.ts", "--baseline", "costs.json")).out,
      /Net: has been removed\n.*Other: is new: parameters 224/,
    );
  });

  it("a baseline tells of models whose file has been deleted, and drops them when it is written", async () => {
    await check("net.ts", "src/deep", "--baseline", "costs.json", "--update-baseline");
    await rm(join(folder, "src/deep/other.ts"));
    const { code, out } = await check("net.ts", "--baseline", "costs.json");
    assert.deepEqual([code, out], [0, "src/deep/other.ts: Net: has been removed\n"]);
    await check("net.ts", "--baseline", "costs.json", "--update-baseline");
    const costs = JSON.parse(await readFile(join(folder, "costs.json"), "utf8"));
    assert.deepEqual(Object.keys(costs.models), ["net.ts"]);
  });

  it("checks again when a file changes", async () => {
    const changes = [() => writeFile(join(folder, "net.ts"), faulty)];
    const next = async () => {
      const change = changes.shift();
      await change?.();
      return change !== undefined;
    };
    const { code, out } = await watchingCommand(folder, next, "check", "net.ts", "--watch");
    assert.equal(code, 1);
    assert.match(out, /^net\.ts:2:15: error\[channel-mismatch\]/);
  });

  it("notices changes of files below a folder", async () => {
    const watch = watchFolders([folder]);
    const changed = watch.untilChange();
    await writeFile(join(folder, "src/deep/other.ts"), faulty);
    assert.equal(await changed, true);
    watch.close();
  });

  it("notices what is saved before it waits, and a file that is replaced, again and again", async () => {
    const watch = watchFolders([folder]);
    for (let time = 0; time < 3; time++) {
      await writeFile(join(folder, "net.ts.new"), faulty);
      await rename(join(folder, "net.ts.new"), join(folder, "net.ts"));
      assert.equal(await watch.untilChange(), true);
    }
    watch.close();
  });

  it("watches until none of the folders is left", async () => {
    await mkdir(join(folder, "short"));
    await writeFile(join(folder, "short/net.ts"), faulty);
    const watch = watchFolders([join(folder, "short"), join(folder, "never")]);
    await rm(join(folder, "short"), { recursive: true });
    assert.equal(await watch.untilChange(), true);
    assert.equal(await watch.untilChange(), false);
  });

  it("goes on watching where the named file is deleted, but not where it never was", async () => {
    const changes = [
      () => rm(join(folder, "net.ts")),
      () => writeFile(join(folder, "net.ts"), faulty),
      () => writeFile(join(folder, "net.ts"), netOf(8)),
    ];
    const next = async () => {
      const change = changes.shift();
      await change?.();
      return change !== undefined;
    };
    const { code, out, err } = await watchingCommand(folder, next, "check", "net.ts", "--watch");
    assert.equal(code, 0);
    assert.match(out, /^net\.ts:2:15: error\[channel-mismatch\][^\n]+\n$/);
    const again = "Something has changed.\n";
    assert.equal(err, `${again}cnn-blocks: There is no file net.ts.\n${again}${again}`);
    const never = await watchingCommand(
      folder,
      () => assert.fail("it waits"),
      "check",
      "nowhere/net.ts",
      "--watch",
    );
    assert.deepEqual([never.code, never.err], [2, "cnn-blocks: There is no file nowhere/net.ts.\n"]);
  });

  it("finds JavaScript and JSX in folders and patterns, too", async () => {
    await mkdir(join(folder, "mixed"));
    for (const name of ["page.tsx", "plain.js", "old.cjs"])
      await writeFile(join(folder, "mixed", name), faulty);
    await writeFile(join(folder, "mixed/types.d.mts"), faulty);
    for (const names of ["mixed", "mixed/*"]) {
      const { out } = await check(names);
      assert.deepEqual(
        [...out.matchAll(/^mixed[\\/](\S+?):2:15/gm)].map(([, name]) => name),
        ["old.cjs", "page.tsx", "plain.js"],
      );
    }
  });
});
