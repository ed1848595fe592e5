import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type Mocha from "mocha";
import { root } from "../../scripts/root.ts";

/** Milliseconds by test file, from the last run of each. */
type FileTimes = Readonly<Record<string, number>>;

/** Milliseconds that hardly any file takes that is not named slow. */
const mostOfQuick = 10_000;

const path = join(root, "node_modules/.cache/cnn-blocks/test-times.json");

/**
 * The files that took longest in their last run come first, so that no process is left with a long one at the end. In a fresh
 * clone, where no file has run yet, the slow ones do.
 */
export function longestFirst(files: readonly string[]): readonly string[] {
  const times = readTimes();
  const timeOf = (file: string) =>
    times[file] ?? (file.includes(".slow.") ? Number.POSITIVE_INFINITY : mostOfQuick);
  return [...files].sort((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(b) - timeOf(a)));
}

/** Notes how long each file's tests take, and keeps it for the next run when this one ends. */
export function keepTimes(runner: Mocha.Runner): void {
  const times: Record<string, number> = {};
  runner.on("test end", ({ file = "", duration = 0 }) => {
    times[file] = (times[file] ?? 0) + duration;
  });
  runner.on("end", () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ ...readTimes(), ...times }));
  });
}

function readTimes(): FileTimes {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}
