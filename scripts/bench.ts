import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { installChromium } from "../test/support/install-chromium.ts";
import { root } from "./root.ts";
import { run } from "./run-command.ts";

/*
 * `npm run bench`: installs the engines that the bench races against, which only the bench needs, and starts the race.
 * test/bench/bench.ts lists the options that may follow `--`.
 */

await install("test/bench", "100 MB");
if (process.argv.includes("--native")) await install("test/bench/native", "300 MB");
if (!process.argv.includes("--node")) installChromium();
await import("../test/bench/bench.ts");

async function install(name: string, size: string): Promise<void> {
  const folder = join(root, name);
  if (isInstalled(folder)) return;
  console.log(`Installing the engines to race against (npm ci in ${name}; about ${size}, once) …`);
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

function isInstalled(folder: string): boolean {
  const lock = join(folder, "node_modules/.package-lock.json");
  return existsSync(lock) && versions(lock) === versions(join(folder, "package-lock.json"));
}

/** The version of every package in a lock file, except the bench's own entry. */
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
