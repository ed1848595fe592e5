import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { root } from "../../scripts/root.ts";
import { runSuites } from "./run-suites.ts";

/*
 * Runs test files under Node: those below the folders of `test` that are named, or all that need neither a browser nor a VS Code,
 * in two parts: with `unit` those that are quick, with `slow` those of `*.slow.test.ts`, which run whole nets,
 * generated cases or the command itself.
 * Processes share the files out, one for each processor; tests of the page share one browser, so they take turns. A test may
 * take three minutes, because the machine may be busy.
 */

const elsewhere = ["extension", "person", "webview", "bench", "fixtures", "support"];
const named = process.argv.slice(2);
const parts = { unit: named.includes("unit"), slow: named.includes("slow") };

const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .map((path) => relative("", path))
  .filter((path) => /\.test\.tsx?$/.test(path))
  .filter((path) => isWanted(path.split(/[\\/]/)[0] ?? "", path.includes(".slow.")))
  .sort();

try {
  await runSuites(
    files.map((path) => join(root, "test", path)),
    { timeout: 180_000, processes: named.includes("webview") ? 1 : availableParallelism() },
  );
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function isWanted(folder: string, isSlow: boolean): boolean {
  if (elsewhere.includes(folder)) return named.includes(folder);
  return named.includes(folder) || (isSlow ? parts.slow : parts.unit);
}
