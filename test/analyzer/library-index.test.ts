import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { libraryEntry } from "../../src/analyzer/program/library.ts";
import { libraryIndex, textExports } from "../../src/analyzer/program/library-index.ts";
import { loadLibrary, loadMore } from "../../src/analyzer/program/program.ts";
import { nn } from "../../src/library/index.ts";
import { authorHost } from "./author-host.ts";

describe("the index of the library", () => {
  it("has what each file exports, as its syntax has", () => {
    const library = loadLibrary(nnSources);
    const paths = Object.keys(nnSources).filter((path) => !path.startsWith("nn/running/"));
    loadMore(library, paths);
    assert.deepEqual([...library.files.keys()].sort(), paths);
    for (const [path, { code }] of library.files) {
      const { own, from, stars, types } = textExports(nnSources[path] ?? "");
      const written = [...own].map((name) => [name, { kind: "local" }] as const);
      const passed = [...from].map(([name, place]) => [name, { kind: "from", ...place }] as const);
      const inSyntax = [...code.exports].map(([name, place]) => [
        name,
        place.kind === "local" ? { kind: "local" } : place,
      ]);
      assert.deepEqual(Object.fromEntries([...written, ...passed]), Object.fromEntries(inSyntax), path);
      assert.deepEqual(stars, code.stars, path);
      assert.ok(
        [...types].every((name) => code.types.has(name)),
        path,
      );
    }
  });

  it("leads from what an author imports to the file that declares it", () => {
    const index = libraryIndex(nnSources);
    assert.deepEqual(index.filesBelow(libraryEntry).get("Conv2d"), ["nn/layers/conv2d.ts"]);
    assert.deepEqual(index.filesBelow(libraryEntry).get("resnet"), ["nn/zoo/resnet.ts"]);
    assert.ok(index.namesBelow(libraryEntry).get("nn.init")?.includes("kaimingNormal_"));
    assert.equal(index.declared(libraryEntry, "Tensor"), undefined);
    assert.ok(index.exportsType(libraryEntry, "Tensor"));
  });

  it("gives every value that a namespace lists", () => {
    const names = [...libraryIndex(nnSources).namesBelow(libraryEntry)].flatMap(([space, members]) =>
      members.map((name) => (space === "" ? name : `${space}.${name}`)),
    );
    const text = `import * as all from "cnn-blocks";\nfor (const name of ${JSON.stringify(names)}) {
  let value: any = all;
  for (const part of name.split(".")) value = value[part];
  if (value === undefined) throw new Error(name);
}`;
    assert.deepEqual(problemsOf(text), []);
  });
});

describe("a part of the library", () => {
  it("lists its names in the order of the alphabet, as a file that was imported does", () => {
    const texts = {
      "/model.ts": `import { nn } from "cnn-blocks";\nimport * as mine from "./mine.ts";
if (Object.keys(mine).join() !== "Zebra,apple,default,second") throw new Error(Object.keys(mine).join());
if (Object.keys(nn.utils).join() !== "${Object.keys(nn.utils).join()}") throw new Error("nn.utils");
if (Object.keys(nn).join() !== "${Object.keys(nn).join()}") throw new Error("nn");`,
      "/mine.ts": `export const second = 2;\nexport default 1;\nexport const apple = 1;\nexport class Zebra {}`,
    };
    assert.deepEqual(analyze(authorHost(texts), "/model.ts").problems, []);
  });

  it("runs when it is asked for by a name that is in no text", () => {
    const text = `import { nn, randn } from "cnn-blocks";
const kind = ["Group", "Norm"].join("") as "GroupNorm";
const y = new nn[kind](2, 8)(randn(1, 8, 4, 4));`;
    const { models, problems } = analyze(authorHost({ "/model.ts": text }), "/model.ts");
    assert.deepEqual(problems, []);
    assert.equal(models[0]?.graph.nodes.at(-1)?.op, "group-norm");
  });

  it("is the same wherever it is imported, and has no names but its own", () => {
    const texts = {
      "/model.ts": `import { nn } from "cnn-blocks";\nimport * as all from "cnn-blocks";\nimport whole, { lib, nn as other } from "./passed.ts";
import * as passed from "./passed.ts";\nimport { again } from "./again.ts";
if (all.nn !== nn || other !== nn || lib.nn !== nn || whole.nn !== nn || passed !== again) throw new Error("another");
if (new Map([[nn, 1]]).get(all.nn) !== 1) throw new Error("no key");
if ("groupNorm_" in nn || "Nope" in nn || !("GroupNorm" in nn)) throw new Error("names");`,
      "/passed.ts": `import * as all from "cnn-blocks";\nexport * as lib from "cnn-blocks";\nexport { nn } from "cnn-blocks";\nexport default all;`,
      "/again.ts": `import * as again from "./passed.ts";\nexport { again };`,
    };
    assert.deepEqual(analyze(authorHost(texts), "/model.ts").problems, []);
  });

  it("runs when only another file of the author names it", () => {
    const texts = {
      "/model.ts": `import { randn } from "cnn-blocks";\nimport { make } from "./make.ts";\nconst y = make()(randn(1, 8, 4, 4));`,
      "/make.ts": `import { nn } from "cnn-blocks";\nexport const make = () => new nn.InstanceNorm2d(8);`,
    };
    const { models, problems } = analyze(authorHost(texts), "/model.ts");
    assert.deepEqual(problems, []);
    assert.equal(models[0]?.graph.nodes.at(-1)?.op, "instance-norm2d");
  });
});

function problemsOf(text: string) {
  return analyze(authorHost({ "/model.ts": text }), "/model.ts").problems;
}
