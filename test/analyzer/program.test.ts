import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
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

  it("say what one of them throws that import() asks for, where it throws and nothing catches it", () => {
    const host = authorHost({
      "/model.ts": 'await import("./alone.ts");\nexport {};\n',
      "/alone.ts": 'export const width = 8;\nthrow new Error("too deep");\n',
    });
    const { problems } = analyze(host, "/model.ts");
    assert.deepEqual(
      problems.map(({ code, at }) => [code, at.file, at.start]),
      [["thrown", "/alone.ts", 24]],
    );
  });
});
