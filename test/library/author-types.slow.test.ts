import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, it } from "mocha";
import ts from "typescript";
import { buildUnlessBuilt } from "../../scripts/build-all.ts";
import { root } from "../../scripts/root.ts";

const fixtures = fileURLToPath(new URL("../fixtures/authors/", import.meta.url));

/** How authors may have set up their TypeScript. */
const setUps: readonly { name: string; options: ts.CompilerOptions }[] = [
  {
    name: "a bundler's resolution, all checks on",
    options: {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
    },
  },
  {
    name: "Node's resolution",
    options: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  },
];

describe("what authors write type-checks against the shipped declarations", function () {
  this.timeout(60_000);
  let workspace = "";

  before(async () => {
    workspace = mkdtempSync(join(tmpdir(), "cnn-blocks-types-"));
    const library = join(workspace, "node_modules/cnn-blocks");
    await buildUnlessBuilt(["dist/lib"]);
    cpSync(join(root, "dist/lib/types"), join(library, "types"), { recursive: true });
    const types = "./types/library/index.d.ts";
    const manifest = {
      name: "cnn-blocks",
      version: "0.0.0",
      type: "module",
      types,
      exports: { ".": { types } },
    };
    writeFileSync(join(library, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(workspace, "package.json"), JSON.stringify({ type: "module" }));
    for (const name of ["model.ts", "mistakes.ts"]) {
      writeFileSync(join(workspace, name), ts.sys.readFile(join(fixtures, name)) ?? "");
    }
    for (const [name, text] of documentedModules()) writeFileSync(join(workspace, name), text);
  });

  after(() => rmSync(workspace, { recursive: true, force: true }));

  for (const { name, options } of setUps) {
    it(name, () => {
      assert.deepEqual(problemsIn(workspace, options), []);
    });
  }
});

/** Strict, without Node's types and without the DOM; the library's own declarations are checked as well. */
function problemsIn(workspace: string, options: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(
    ["model.ts", "mistakes.ts", ...documentedModules().keys()].map((name) => join(workspace, name)),
    {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts"],
      types: [],
      ...options,
    },
  );
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName.slice(workspace.length)}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

const host = `
declare const console: { log(...values: unknown[]): void };
declare module "node:fs/promises" {
  export function readFile(path: string): Promise<Uint8Array>;
  export function writeFile(path: string, bytes: Uint8Array): Promise<void>;
}
`;

/** The TypeScript examples in the documentation, as files, with declarations of what they use of their host. */
function documentedModules(): ReadonlyMap<string, string> {
  const modules = ["README", "REFERENCE"].flatMap((page) => {
    const text = ts.sys.readFile(fileURLToPath(new URL(`../../${page}.md`, import.meta.url))) ?? "";
    const examples = [...text.matchAll(/```ts\n(.*?)```/gs)];
    assert.ok(examples.length > 0, `${page}.md has no example`);
    return examples.map(([, example = ""], index) => [`${page}-${index}.ts`, example] as const);
  });
  return new Map([["host.d.ts", host] as const, ...modules]);
}
