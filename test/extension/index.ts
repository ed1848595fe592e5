import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runSuites } from "../support/run-suites.ts";

/** What VS Code calls in its extension host, by @vscode/test-electron or by a served window's address. */
export function run(): Promise<void> {
  const files = readdirSync(__dirname).filter((name) => name.endsWith(".test.cjs"));
  return runSuites(
    files.map((name) => join(__dirname, name)),
    { timeout: 60_000 },
  );
}
