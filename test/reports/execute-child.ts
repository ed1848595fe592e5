import { existsSync, readFileSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import { dirname, join } from "node:path";
import { Script, SourceTextModule, SyntheticModule } from "node:vm";
import { transformSync } from "esbuild";
import type { Outcome } from "./executor.ts";

/*
 * A process that runs files as Node does, one a message. Files are turned into the older module system, which can run the
 * same file again and again without keeping each text for good; only a file with an `await` of its own, or one that names the
 * library as a whole, needs the newer one.
 */

/** What the older system copies into an object of its own. */
const namesLibrary = /^import (?:\* as )?\w+ from "cnn-blocks"/m;

interface Compiled {
  readonly script: Script;
  readonly map: SourceMap;
}

const library = await import("../../src/library/entry.ts");
const requireHost = createRequire(import.meta.url);

interface Request {
  readonly path: string;
  readonly text: string;
  /** A loop without an end is cut off after so long. */
  readonly milliseconds: number;
}

let mostMilliseconds = 0;

process.on("message", async ({ path, text, milliseconds }: Request) => {
  mostMilliseconds = milliseconds;
  process.send?.(await run(path, text));
});
process.send?.("ready");
// What nothing catches ends a process of the file's own; this one has other files to run.
let uncaught: { readonly error: unknown } | null = null;
process.on("unhandledRejection", (error) => {
  uncaught = { error };
});

async function run(path: string, text: string): Promise<Outcome> {
  library.manualSeed(0);
  let map: SourceMap | undefined;
  try {
    if (namesLibrary.test(text) || awaitsOutside(path, text))
      return { kind: "ran", values: printedValues(await executeModule(path, text)) };
    const compiled = compile(path, text);
    map = compiled.map;
    const exported = execute(path, compiled);
    if (/\b(?:async|Promise)\b/.test(text)) await afterwards();
    return { kind: "ran", values: printedValues(exported) };
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Script execution timed out"))
      return { kind: "endless" };
    return { kind: "threw", message: String(error), lines: linesOf(error, path, map) };
  }
}

function compile(path: string, text: string): Compiled {
  const { code, map } = transformSync(text, {
    loader: "ts",
    format: "cjs",
    target: "es2022",
    sourcemap: "external",
    sourcefile: path,
    tsconfigRaw: { compilerOptions: { alwaysStrict: true, useDefineForClassFields: true } },
  });
  // All in one line before the code, so that lines keep their numbers.
  const whole = `(function (exports, require, module) {${code}\n})(cnnBlocksModule.exports, cnnBlocksModule.require, cnnBlocksModule);`;
  return { script: new Script(whole, { filename: path }), map: new SourceMap(JSON.parse(map)) };
}

function execute(path: string, { script }: Compiled): Record<string, unknown> {
  const module = { exports: {} as Record<string, unknown>, require: (name: string) => resolve(path, name) };
  const scope = globalThis as unknown as { cnnBlocksModule: typeof module };
  const outer = scope.cnnBlocksModule;
  scope.cnnBlocksModule = module;
  try {
    script.runInThisContext({ timeout: mostMilliseconds });
  } finally {
    scope.cnnBlocksModule = outer;
  }
  return module.exports;
}

function resolve(from: string, name: string): unknown {
  if (name === "cnn-blocks") return library;
  if (!name.startsWith(".")) return requireHost(name);
  const base = join(dirname(from), name.replace(/\.js$/, ".ts"));
  const found = [base, `${base}.ts`, join(base, "index.ts")].find(
    (path) => /\.(ts|json)$/.test(path) && existsSync(path),
  );
  if (found === undefined) throw new Error(`Cannot find ${name}`);
  const text = readFileSync(found, "utf8");
  if (found.endsWith(".json")) return { __esModule: true, default: JSON.parse(text) };
  return execute(found, compile(found, text));
}

/** Lets what the file has left to do run, as far as it does not wait for anything else, and throws what nothing caught. */
async function afterwards(): Promise<void> {
  uncaught = null;
  await new Promise((done) => setImmediate(done));
  if (uncaught !== null) throw (uncaught as { readonly error: unknown }).error;
}

/** Whether a file has an `await` outside every function, which only modules of the newer system may have. */
function awaitsOutside(path: string, text: string): boolean {
  if (!/\bawait\b/.test(text)) return false;
  try {
    compile(path, text);
    return false;
  } catch (error) {
    return String(error).includes("Top-level await");
  }
}

async function executeModule(path: string, text: string): Promise<Readonly<Record<string, unknown>>> {
  const { code } = transformSync(text, {
    loader: "ts",
    format: "esm",
    target: "es2022",
    sourcefile: path,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
  });
  const imported = (name: string): SyntheticModule => {
    const found = resolve(path, name) as Readonly<Record<string, unknown>>;
    const names = Object.keys(found);
    return new SyntheticModule(names, function () {
      for (const each of names) this.setExport(each, found[each]);
    });
  };
  const module = new SourceTextModule(code, {
    identifier: path,
    async importModuleDynamically(name) {
      const other = imported(name);
      await other.link(() => other);
      await other.evaluate();
      return other;
    },
  });
  await module.link(imported);
  await module.evaluate({ timeout: mostMilliseconds });
  await afterwards();
  return { ...module.namespace };
}

/** The lines of the file among an error's stack, innermost first. */
function linesOf(error: unknown, path: string, map: SourceMap | undefined): readonly number[] {
  if (!(error instanceof Error) || map === undefined) return [];
  const places = [...(error.stack ?? "").matchAll(/(?<file>[^\s(]+):(?<line>\d+):(?<column>\d+)\)?$/gm)];
  return places.flatMap(({ groups: { file, line, column } = {} }) => {
    if (file !== path) return [];
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    return "originalLine" in entry ? [entry.originalLine + 1] : [];
  });
}

function printedValues(exported: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(exported).map(([name, value]) => [name, printed(value)]));
}

const isTensor = (value: object): value is { readonly shape: readonly unknown[] } =>
  value.constructor?.name === "Tensor";

/** As the analyzer prints what it knows of an expression. */
function printed(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(printed).join(", ")}]`;
  if (typeof value === "object" && value !== null && isTensor(value)) return `[${value.shape.join(", ")}]`;
  return typeof value === "function" ? "function" : String(value);
}
