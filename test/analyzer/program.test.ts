import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { authorFile, forgetRuns, loadLibrary, newProgram } from "../../src/analyzer/program/program.ts";
import { authorHost } from "./author-host.ts";

describe("the files of a program", () => {
  it("are kept while they are read, and those that were not read for long are let go", () => {
    const host = authorHost();
    const program = newProgram(host, loadLibrary(host.library));
    const read = (path: string) => authorFile(program, path, `export const path = "${path}";`);
    const first = read("/first.ts");
    for (let index = 0; index < 40; index++) {
      read(`/${index}.ts`);
      assert.equal(read("/first.ts"), first);
      forgetRuns(program);
    }
    assert.ok(program.files.size < 20, `${program.files.size} files`);
    assert.ok(program.files.has("/39.ts") && !program.files.has("/0.ts"));
  });
});
