import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { build } from "./build-all.ts";
import { root } from "./root.ts";
import { testHooks } from "./test-hooks.ts";

/*
 * `npm run check`: format, lint, types, arrows, dead code and the unit tests, side by side; about a minute.
 * `npm run check -- types arrows` runs only what it names.
 */

const module = (path: string) => join(root, "node_modules", path);

/** Arguments of Node, the slowest first. */
const checks: Readonly<Record<string, readonly string[]>> = {
  "unit tests": [...testHooks, "test/support/run-files.ts", "unit"],
  types: [module("typescript-native/bin/tsc"), "--build", "--pretty", "false"],
  arrows: [module("dependency-cruiser/bin/dependency-cruise.mjs"), "src", "webview", "scripts", "test"],
  "dead code": [module("knip/bin/knip.js"), "--no-progress", "--treat-config-hints-as-errors"],
  "format and lint": [module("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"],
};

interface Outcome {
  readonly name: string;
  readonly failed: boolean;
}

const wanted = process.argv.slice(2);
const names = Object.keys(checks).filter(
  (name) => wanted.length === 0 || wanted.includes(name.split(" ")[0] ?? ""),
);
const started = performance.now();
await build();
const outcomes = await runSideBySide(names);
const failed = outcomes.filter((outcome) => outcome.failed).map(({ name }) => name);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  failed.length === 0 ? `All is well (${seconds} s).` : `Not well: ${failed.join(", ")} (${seconds} s).`,
);
process.exit(failed.length === 0 ? 0 : 1);

/** As many at a time as there are processors: more would only slow each other. */
async function runSideBySide(waiting: readonly string[]): Promise<Outcome[]> {
  const queue = [...waiting];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift())
      outcomes.push(await runCheck(name));
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  return outcomes;
}

/** What a check says is printed in one piece when it ends, and only where it fails. */
function runCheck(name: string): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...(checks[name] ?? [])], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said: string[] = [];
    child.stdout.on("data", (chunk) => said.push(String(chunk)));
    child.stderr.on("data", (chunk) => said.push(String(chunk)));
    child.on("close", (status) => {
      const failed = status !== 0;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${failed ? "✘" : "✔"} ${name} (${seconds} s)`);
      if (failed) console.log(said.join(""));
      resolve({ name, failed });
    });
  });
}
