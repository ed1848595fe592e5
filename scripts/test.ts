import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitOnSignals } from "../test/support/end-with-us.ts";
import { type Failure, readOutcome, type SuiteOutcome, sumOutcomes } from "../test/support/suite-outcome.ts";
import { build } from "./build-all.ts";
import { root } from "./root.ts";
import { suites } from "./suites.ts";

/*
 * `npm test`: everything. `npm test -- unit extension` runs only these suites; `--grep=<words>` only such tests.
 * UPDATE_EXPECT=1 rewrites the fixtures' expectations instead of holding them.
 */

exitOnSignals();
const args = process.argv.slice(2);
const grep = args.find((arg) => arg.startsWith("--grep="))?.slice("--grep=".length);
const named = args.filter((arg) => !arg.startsWith("-"));
const unknown = named.find((name) => suites[name] === undefined);
if (unknown !== undefined) {
  console.error(`There is no suite ${unknown}: ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}

/**
 * Stages run one after the other; the lanes of a stage side by side, and the suites of a lane one after the other. A window that
 * is driven waits half of its time, so two lanes keep two processors busy; what runs under Node does so alone.
 */
const stages: readonly (readonly (readonly string[])[])[] = [
  [["node"]],
  [["unit"]],
  [["slow"]],
  [["webview"], ["extension", "person"]],
];

/** What `npm test` runs where nothing is named. */
const everything: readonly string[] = ["node", "webview", "extension", "person"];

/** Of a failure's message at the end. */
const mostLines = 40;

const asked = named.length === 0 ? everything : named;
const wanted = stages.map((lanes) => lanes.map(askedOf).filter((lane) => lane.length > 0));
await build();
for (const name of wanted.flat(2)) await suites[name]?.prepare();
const outcomes: SuiteOutcome[] = [];
for (const lanes of wanted) {
  const alone = lanes.length === 1;
  outcomes.push(...(await Promise.all(lanes.map((lane) => outcomesOf(lane, alone)))).flat());
}
const { passed, skipped, failures } = sumOutcomes(outcomes);
printFailures(failures);
if (skipped > 0) console.log(`${skipped} skipped.`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);

function askedOf(lane: readonly string[]): readonly string[] {
  return lane.filter((name) => asked.includes(name));
}

async function outcomesOf(lane: readonly string[], alone: boolean): Promise<readonly SuiteOutcome[]> {
  const outcomes: SuiteOutcome[] = [];
  for (const name of lane) outcomes.push(await outcomeOf(name, alone));
  return outcomes;
}

/** A suite that ends badly without a failed test counts as one failure. */
async function outcomeOf(name: string, alone: boolean): Promise<SuiteOutcome> {
  const scratch = mkdtempSync(join(tmpdir(), "cnn-blocks-outcome-"));
  const file = join(scratch, "outcome");
  try {
    const ended = await runSuite(name, file, alone);
    const outcome = readOutcome(file);
    const failures = outcome.failures.map(({ title, message }) => ({ title: `${name}: ${title}`, message }));
    if (ended || failures.length > 0) return { ...outcome, failures };
    const message = outcome.passed > 0 ? "It ended badly after its tests." : "It ran no test to its end.";
    return { ...outcome, failures: [{ title: `${name}: the suite itself`, message }] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Says once more what failed: among the output of all suites nobody would find it. */
function printFailures(failures: readonly Failure[]): void {
  for (const { title, message } of failures) {
    const lines = message.split("\n");
    const more = lines.length > mostLines ? [`… ${lines.length - mostLines} lines more`] : [];
    console.log(`\n✘ ${title}\n    ${[...lines.slice(0, mostLines), ...more].join("\n    ")}`);
  }
  console.log("");
}

/** Prints what the suite says: as it comes where it runs alone, else in one piece at its end. */
function runSuite(name: string, file: string, alone: boolean): Promise<boolean> {
  if (alone) console.log(`\n── ${name} ──`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx/esm", "scripts/test-suite.ts", name], {
      cwd: root,
      env: {
        ...process.env,
        CNN_BLOCKS_OUTCOME: file,
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
