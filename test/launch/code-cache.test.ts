import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, describe, it } from "mocha";
import { codeCache } from "../../src/launch/code-cache.ts";
import { programComment, programIn } from "../../src/launch/program-in.ts";
import { startProgram } from "../../src/launch/start-program.ts";

const text = "function twice(x) { return 2 * x; }\nexports.four = twice(2);";
const program = Buffer.from(text);

describe("the code that is kept between runs", () => {
  const root = mkdtempSync(join(tmpdir(), "cnn-blocks-code-"));
  let count = 0;
  let folder = "";
  beforeEach(() => {
    folder = join(root, String(count++), "code");
  });
  after(() => rmSync(root, { recursive: true }));
  const cacheOf = (name = "check", of = program) => {
    const cache = codeCache(name, of, folder);
    assert.ok(cache);
    return cache;
  };
  const start = () => startProgram<{ four: number }>(text, join(root, "program.cjs"), cacheOf());
  const only = () => {
    const [name = "", ...others] = readdirSync(folder);
    assert.deepEqual(others, []);
    return join(folder, name);
  };

  it("is taken by the next run", () => {
    const first = start();
    assert.equal(first.exports.four, 4);
    first.keepCode();
    const written = readFileSync(only());
    const second = start();
    assert.equal(second.exports.four, 4);
    rmSync(only());
    second.keepCode();
    // It was good, so it was not written again.
    assert.deepEqual(readdirSync(folder), []);
    assert.ok(written.length > 0);
  });

  it("is made again where it is damaged, cut off, empty or another program's", () => {
    for (const spoil of [
      (bytes: Buffer) => bytes.fill(7, bytes.length - 20),
      (bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
      () => Buffer.alloc(0),
      () => Buffer.from("no code at all"),
    ]) {
      start().keepCode();
      const good = readFileSync(only());
      writeFileSync(only(), spoil(Buffer.from(good)));
      const again = start();
      assert.equal(again.exports.four, 4);
      again.keepCode();
      assert.equal(readFileSync(only()).length, good.length);
    }
    assert.equal(cacheOf("check", Buffer.from(`${text} `)).read(), undefined);
    assert.equal(cacheOf("summary").read(), undefined);
  });

  it("is made again where V8 refuses it", () => {
    const cache = cacheOf();
    cache.write(Buffer.from("whole, but no code of V8's"));
    // V8 does not look at code where it has compiled the same text before.
    const other = startProgram<{ four: number }>(
      `${text}\nexports.five = 5;`,
      join(root, "other.cjs"),
      cache,
    );
    assert.equal(other.exports.four, 4);
    other.keepCode();
    assert.notEqual(cache.read()?.toString(), "whole, but no code of V8's");
  });

  it("is left out where there is no folder for it", () => {
    writeFileSync(join(root, "file"), "");
    const cache = codeCache("check", program, join(root, "file", "code"));
    const started = startProgram<{ four: number }>(text, join(root, "program.cjs"), cache);
    assert.equal(started.exports.four, 4);
    started.keepCode();
    assert.equal(cache?.read(), undefined);
    assert.equal(codeCache("check", program, null), null);
  });

  it("leaves nothing behind where it cannot be written", () => {
    const cache = cacheOf();
    cache.write(Buffer.from("code"));
    const path = only();
    rmSync(path);
    mkdirSync(path);
    cache.write(Buffer.from("code"));
    assert.equal(only(), path);
    assert.equal(cache.read(), undefined);
  });

  it("is not kept in a folder that depends on where the command is called, nor where there can be none", () => {
    const { HOME, XDG_CACHE_HOME } = process.env;
    try {
      Object.assign(process.env, { HOME: "relative", XDG_CACHE_HOME: "" });
      if (process.platform !== "win32") assert.equal(codeCache("check", program), null);
    } finally {
      Object.assign(process.env, { HOME, XDG_CACHE_HOME });
      if (HOME === undefined) delete process.env.HOME;
      if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
    }
    // No process can make a folder there, and Node would try for ever.
    codeCache("check", program, "/proc/cnn-blocks/code")?.write(Buffer.from("code"));
  });

  it("goes when it is old and something else is written", () => {
    cacheOf("old").write(Buffer.from("old"));
    utimesSync(only(), 0, 0);
    cacheOf().write(Buffer.from("new"));
    assert.equal(cacheOf().read()?.toString(), "new");
    only();
  });
});

describe("a program in a comment", () => {
  it("is read as it was written", () => {
    const odd = "a = /.*/; b = '*/ /*program: × − 😀'; // */";
    const file = `const launcher = 1;${programComment(odd)}`;
    assert.equal(programIn(file), odd);
    assert.equal(new Function(`${file}; return launcher;`)(), 1);
    assert.match(file, /^[\0-\x7f]*$/);
  });
});
