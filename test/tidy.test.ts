import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
// biome-ignore lint/correctness/useImportExtensions: Biome takes the declarations beside the module for the target.
import dependencyRules from "../.dependency-cruiser.mjs";
// biome-ignore lint/correctness/useImportExtensions: The same.
import { readArrows, readHomes, readRooms } from "../scripts/architecture.mjs";
import { root } from "../scripts/root.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("the arrows", () => {
  const arrows = readArrows();
  const layers = Object.keys(arrows);
  const rooms = readRooms();
  const folder = (layer: string) => (/^webview(\/|$)/.test(layer) ? layer : `src/${layer}`);
  const file = (layer: string) => `${folder(layer)}/some-file.ts`;

  it("have a row for every layer there is", () => {
    const folders = readdirSync(join(root, "src"));
    assert.deepEqual([...layers].sort(), [...folders, "webview"].sort());
  });

  for (const from of layers) {
    it(`of ${from} are the rules in force`, () => {
      const allowed = layers.filter((to) => !isForbidden(file(from), file(to)));
      assert.deepEqual(allowed.sort(), [from, ...(arrows[from] ?? [])].sort());
    });
  }

  for (const layer of new Set(Object.keys(rooms).map(layerOf))) {
    it(`have a row for every room of ${layer}`, () => {
      const folders = readdirSync(join(root, folder(layer)), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${layer}/${name}`);
      const known = Object.keys(rooms).filter((room) => layerOf(room) === layer);
      assert.deepEqual(known.sort(), folders.sort());
    });
  }

  for (const [from, allowed] of Object.entries(rooms)) {
    it(`of ${from} are the rules in force`, () => {
      const beside = Object.keys(rooms).filter((room) => layerOf(room) === layerOf(from));
      const open = beside.filter((to) => !isForbidden(file(from), file(to)));
      assert.deepEqual(open.sort(), [from, ...allowed].sort());
    });
  }

  for (const [name, home] of Object.entries(readHomes())) {
    it(`keep ${name} in ${home}`, () => {
      const target = `node_modules/${name}/index.js`;
      assert.equal(isForbidden(`${home}/some-file.ts`, target), false);
      for (const path of layers.map(file))
        assert.equal(isForbidden(path, target), !path.startsWith(`${home}/`));
    });
  }
});

/** The files of each folder are listed in its list, except for the contract and what the listed ones share. */
const listed: readonly { folder: string; list: string; besides: readonly string[] }[] = [
  { folder: "src/ops", list: "index.ts", besides: ["op", "lowering", "reference-tensor"] },
  {
    folder: "src/passes",
    list: "index.ts",
    besides: ["check-form", "merge-into-producer", "peak-bytes", "receptive-fields"],
  },
  { folder: "src/ide/lints", list: "index.ts", besides: ["lint", "linted-model", "ignored"] },
  {
    folder: "src/ide/code-actions",
    list: "index.ts",
    besides: [
      "fitting-options",
      "fix-all",
      "layers",
      "linear-after",
      "projection-texts",
      "sizes-in-scope",
      "tried",
      "write-what-came",
    ],
  },
  { folder: "src/settings", list: "list.ts", besides: ["index", "setting", "settings"] },
  { folder: "src/problems", list: "index.ts", besides: ["pytorch-only"] },
  {
    folder: "src/extension/commands",
    list: "list.ts",
    besides: [
      "command",
      "contribution",
      "input-shape",
      "instantiate",
      "pick-blocks",
      "register",
      "target",
      "when",
    ],
  },
];

describe("the lists", () => {
  for (const { folder, list, besides } of listed) {
    it(`of ${folder} have every file`, () => {
      const text = read(`${folder}/${list}`);
      const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts") && name !== list);
      const missing = names
        .map((name) => name.replace(/\.ts$/, ""))
        .filter((name) => !besides.includes(name) && !text.includes(`"./${name}.ts"`));
      assert.deepEqual(missing, []);
    });
  }
});

describe("the documentation", () => {
  it("of the architecture stays short: 200 lines, none longer than can be read beside code", () => {
    const lines = read("ARCHITECTURE.md").split("\n");
    assert.ok(lines.length <= 201, `it has ${lines.length - 1} lines`);
    assert.deepEqual(
      lines.filter((line) => line.length > 160 && !line.startsWith("|")),
      [],
    );
  });
});

describe("the files", () => {
  const sources = ["src", "webview", "scripts"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (path) => `${folder}/${path}`,
      ),
    )
    .filter(
      (path) => /\.(ts|tsx)$/.test(path) && !path.includes(".generated.") && !path.includes("node_modules/"),
    );

  it("have at most 400 lines", () => {
    const long = sources.filter((path) => read(path).split("\n").length > 401);
    assert.deepEqual(long, []);
  });

  // One word, one thing. A plain word may name a small local form in a few places; beyond that nobody knows which is meant.
  it("of src and webview declare a type's name at most three times", () => {
    const declared = /^(?:export )?(?:abstract )?(?:type|interface|class) (\w+)/gm;
    const filesOf = new Map<string, Set<string>>();
    for (const path of sources.filter((source) => !source.startsWith("scripts/"))) {
      // Examples in templates declare nothing here.
      const text = read(path).replace(/`(?:[^`\\]|\\.)*`/gs, "");
      for (const [, name = ""] of text.matchAll(declared))
        filesOf.set(name, (filesOf.get(name) ?? new Set()).add(path));
    }
    const worn = [...filesOf].filter(([name, files]) => name !== "Props" && files.size > 3);
    assert.deepEqual(
      worn.map(([name, files]) => `${name}: ${[...files].join(", ")}`),
      [],
    );
  });
});

/** The layer that a room is in. */
function layerOf(room: string): string {
  return room.split("/")[0] ?? room;
}

interface PathPattern {
  readonly path?: string | readonly string[];
  readonly pathNot?: string;
}

function isForbidden(from: string, to: string): boolean {
  const rules = dependencyRules.forbidden.filter(({ name }) => /^(arrows|home)-of-/.test(name));
  return rules.some((rule) => fits(rule.from, from) && fits(rule.to, to));
}

function fits({ path = [], pathNot }: PathPattern, file: string): boolean {
  if (pathNot !== undefined && new RegExp(pathNot).test(file)) return false;
  return [path].flat().some((pattern) => new RegExp(pattern).test(file));
}
