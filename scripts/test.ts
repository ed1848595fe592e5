import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitOnSignals } from "../test/support/end-with-us.ts";
import { installChromium } from "../test/support/install-chromium.ts";
import type { SuiteCounts } from "../test/support/run-suites.ts";
import { prepareVscode, runInVscode } from "../test/support/vscode-suites.ts";
import { build } from "./build-all.ts";
import { packageExtension } from "./package-extension.ts";
import { run } from "./run-command.ts";
import { testHooks } from "./test-hooks.ts";

/*
 * `npm test`: everything. `npm test -- unit extension` runs only these suites; `--grep=<words>` only such tests.
 * UPDATE_EXPECT=1 rewrites the fixtures' expectations instead of holding them.
 */

const suites: Readonly<Record<string, (env: Record<string, string>) => Promise<void>>> = {
  /** The core, the server, the command: under Node alone. */
  unit: (env) => runFiles("unit", env),
  /** The preview's page in a browser, without a VS Code around it. */
  webview: async (env) => {
    installChromium();
    await runFiles("webview", env);
  },
  /** Inside a real VS Code's extension host. */
  extension: async (env) => runInVscode("extension", await prepareVscode(), env),
  /** A real VS Code's window, driven as a person would, with the packaged extension. */
  person: async (env) => {
    const executable = await prepareVscode();
    await runInVscode("person", executable, { ...env, CNN_BLOCKS_VSIX: await packageExtension() });
  },
};

exitOnSignals();
const args = process.argv.slice(2);
const grep = args.find((arg) => arg.startsWith("--grep="))?.slice("--grep=".length);
const named = args.filter((arg) => !arg.startsWith("-"));
await build();
const counts = await runAll(named.length > 0 ? named : Object.keys(suites));
const failed = sum(counts, "failed");
const skipped = sum(counts, "skipped");
if (skipped > 0) console.log(`${skipped} skipped.`);
console.log(`${sum(counts, "passed")} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function runAll(names: readonly string[]): Promise<SuiteCounts[]> {
  const counts: SuiteCounts[] = [];
  for (const name of names) counts.push(await countSuite(name));
  return counts;
}

/** A suite that ends badly without a failed test, or that ran nothing, counts as one failure. */
async function countSuite(name: string): Promise<SuiteCounts> {
  console.log(`\n── ${name} ──`);
  const scratch = mkdtempSync(join(tmpdir(), "cnn-blocks-counts-"));
  const file = join(scratch, "counts");
  try {
    const runSuite = suites[name];
    if (runSuite === undefined)
      throw new Error(`There is no suite ${name}: ${Object.keys(suites).join(", ")}.`);
    await runSuite({ CNN_BLOCKS_COUNTS: file, ...(grep === undefined ? {} : { CNN_BLOCKS_GREP: grep }) });
    if (!existsSync(file)) throw new Error("It ended without a word of how many tests ran.");
    return readCounts(file);
  } catch (error) {
    const counts = existsSync(file) ? readCounts(file) : { passed: 0, failed: 0, skipped: 0 };
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    return { ...counts, failed: Math.max(counts.failed, 1) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readCounts(file: string): SuiteCounts {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const counts: SuiteCounts[] = lines.map((line) => JSON.parse(line));
  return { passed: sum(counts, "passed"), failed: sum(counts, "failed"), skipped: sum(counts, "skipped") };
}

function sum(counts: readonly SuiteCounts[], key: keyof SuiteCounts): number {
  return counts.reduce((total, count) => total + count[key], 0);
}

function runFiles(which: string, env: Record<string, string>): Promise<void> {
  return run(process.execPath, [...testHooks, "test/support/run-files.ts", which], {
    ...process.env,
    ...env,
  });
}
