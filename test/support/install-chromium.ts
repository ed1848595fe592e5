import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { cacheFolder } from "./cache-folder.ts";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium that is there; undefined where there is none. CHROMIUM_PATH names another one. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  return [...(named ? [named] : []), ...usualPlaces, playwrightsOwn()].find(existsSync);
}

/** Finds a Chromium or installs one: by apt where we may, else the build that Playwright offers. */
export function installChromium(): string {
  const found = findChromium() ?? (installByApt() || installByPlaywright() ? findChromium() : undefined);
  if (found === undefined) throw new Error(missing);
  return found;
}

const missing = `The tests need Chromium, and it could not be installed. As a person with the right to, run
  sudo apt-get install chromium        (Debian)
  sudo snap install chromium           (Ubuntu; then CHROMIUM_PATH=/snap/bin/chromium npm test)
  brew install --cask chromium         (macOS)
or name one that you have: CHROMIUM_PATH=/path/to/chrome npm test`;

function installByApt(): boolean {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (!succeeds([...asRoot, "apt-get", "--version"])) return false;
  console.log("Installing Chromium (apt-get, about 400 MB, once) …");
  const quiet = ["-o", "Dpkg::Use-Pty=0", "-qq"];
  succeeds([...asRoot, "apt-get", "update", ...quiet]);
  return succeeds([...asRoot, "apt-get", "install", "-y", "--no-install-recommends", ...quiet, "chromium"]);
}

function installByPlaywright(): boolean {
  console.log("Installing Chromium (playwright-core, once) …");
  const cli = join("node_modules", "playwright-core", "cli.js");
  return succeeds([process.execPath, cli, "install", "chromium"]);
}

function playwrightsOwn(): string {
  process.env.PLAYWRIGHT_BROWSERS_PATH ??= join(cacheFolder, "playwright");
  return chromium.executablePath();
}

function succeeds([command, ...args]: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status } = spawnSync(command ?? "", args, { env, stdio: ["ignore", "ignore", "inherit"] });
  return status === 0;
}
