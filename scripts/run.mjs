// The way into every other script: `node scripts/run.mjs <start|test|check|build|package|…> …`.
// Plain JavaScript without imports from npm, because it may be the first thing that runs in a fresh clone.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [task] = process.argv.splice(2, 1);

process.chdir(root);
requireNode(20, 19);
installDependencies();
// The script runs in this very process, so that a signal meant for it reaches it.
const { register } = await import("tsx/esm/api");
register();
await import(`./${task}.ts`);

function requireNode(major, minor) {
  const [haveMajor, haveMinor] = process.versions.node.split(".").map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`CNN Blocks needs Node ${major}.${minor} or newer; this is ${process.versions.node}.`);
  console.error("Get a newer one from https://nodejs.org, or by `nvm install 22`.");
  process.exit(1);
}

function installDependencies() {
  if (isInstalled()) return;
  console.log("Installing the dependencies (npm ci; about half a minute, once) …");
  // No dependency needs its install script: the native ones come as prebuilt optional packages.
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}

/** npm keeps a copy of the lock file for what it really installed; the two have to agree. */
function isInstalled() {
  const installed = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const wanted = readPackages(`${root}package-lock.json`);
  const present = readPackages(installed);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || present[path]?.version === version,
  );
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
