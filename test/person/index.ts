import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runSuites } from "../support/run-suites.ts";

/** Drives the window from outside. A desktop VS Code calls it in its extension host, our served one beside it. */
export function run(): Promise<void> {
  const files = readdirSync(__dirname).filter((name) => name.endsWith(".test.cjs"));
  return runSuites(
    files.map((name) => join(__dirname, name)),
    { timeout: 120_000 },
  );
}
