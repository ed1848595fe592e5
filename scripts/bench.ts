import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installChromium } from "../test/support/install-chromium.ts";
import { root } from "./root.ts";
import { run } from "./run-command.ts";

/*
 * `npm run bench`: installs the engines that the bench races against, which nobody else needs, and starts the race; see
 * test/bench/bench.ts for what may be said after `--`.
 */

const folder = join(root, "test/bench");
if (!isInstalled()) {
  console.log("Installing the engines to race against (npm ci in test/bench; about 100 MB, once) …");
  await run("npm", [
    "ci",
    "--prefix",
    folder,
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
}
if (!process.argv.includes("--node")) installChromium();
await import("../test/bench/bench.ts");

function isInstalled(): boolean {
  const lock = join(folder, "node_modules/.package-lock.json");
  return existsSync(lock) && versions(lock) === versions(join(folder, "package-lock.json"));
}

/** Every package's version in a lock file, but for the bench's own entry. */
function versions(lock: string): string {
  const { packages } = JSON.parse(readFileSync(lock, "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  const rows = Object.entries(packages).filter(([path]) => path !== "");
  return rows
    .map(([path, { version }]) => `${path}@${version}`)
    .sort()
    .join();
}
