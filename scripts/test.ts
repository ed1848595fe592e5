import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitOnSignals } from "../test/support/end-with-us.ts";
import type { SuiteCounts } from "../test/support/run-suites.ts";
import { build } from "./build-all.ts";
import { root } from "./root.ts";
import { suites } from "./suites.ts";

/*
 * `npm test`: everything. `npm test -- unit extension` runs only these suites; `--grep=<words>` only such tests.
 * UPDATE_EXPECT=1 rewrites the fixtures' expectations instead of holding them.
 */

/** Stages run one after the other, and the suites of a stage side by side. One that drives a window needs the machine for itself. */
const stages: readonly (readonly string[])[] = [["unit"], ["webview", "extension"], ["person"]];

exitOnSignals();
const args = process.argv.slice(2);
const grep = args.find((arg) => arg.startsWith("--grep="))?.slice("--grep=".length);
const named = args.filter((arg) => !arg.startsWith("-"));
const unknown = named.find((name) => suites[name] === undefined);
if (unknown !== undefined) {
  console.error(`There is no suite ${unknown}: ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}
const wanted = stages.map((stage) => stage.filter((name) => named.length === 0 || named.includes(name)));
await build();
for (const name of wanted.flat()) await suites[name]?.prepare();
const counts: SuiteCounts[] = [];
for (const stage of wanted) {
  const alone = stage.length === 1;
  counts.push(...(await Promise.all(stage.map((name) => countSuite(name, alone)))));
}
const failed = sum(counts, "failed");
const skipped = sum(counts, "skipped");
if (skipped > 0) console.log(`${skipped} skipped.`);
console.log(`${sum(counts, "passed")} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

/** A suite that ends badly without a failed test, or that ran nothing, counts as one failure. */
async function countSuite(name: string, alone: boolean): Promise<SuiteCounts> {
  const scratch = mkdtempSync(join(tmpdir(), "cnn-blocks-counts-"));
  const file = join(scratch, "counts");
  try {
    const ended = await runSuite(name, file, alone);
    const counts = existsSync(file) ? readCounts(file) : { passed: 0, failed: 1, skipped: 0 };
    return ended ? counts : { ...counts, failed: Math.max(counts.failed, 1) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Prints what the suite says: as it comes where it runs alone, else in one piece at its end. */
function runSuite(name: string, file: string, alone: boolean): Promise<boolean> {
  if (alone) console.log(`\n── ${name} ──`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx/esm", "scripts/test-suite.ts", name], {
      cwd: root,
      env: {
        ...process.env,
        CNN_BLOCKS_COUNTS: file,
        ...(grep === undefined ? {} : { CNN_BLOCKS_GREP: grep }),
      },
      stdio: ["ignore", alone ? "inherit" : "pipe", alone ? "inherit" : "pipe"],
    });
    process.once("exit", () => child.kill());
    const said: string[] = [];
    child.stdout?.on("data", (chunk) => said.push(String(chunk)));
    child.stderr?.on("data", (chunk) => said.push(String(chunk)));
    child.on("close", (status) => {
      if (!alone) console.log(`\n── ${name} ──\n${said.join("")}`);
      resolve(status === 0);
    });
  });
}

function readCounts(file: string): SuiteCounts {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  const counts: SuiteCounts[] = lines.map((line) => JSON.parse(line));
  return { passed: sum(counts, "passed"), failed: sum(counts, "failed"), skipped: sum(counts, "skipped") };
}

function sum(counts: readonly SuiteCounts[], key: keyof SuiteCounts): number {
  return counts.reduce((total, count) => total + count[key], 0);
}
