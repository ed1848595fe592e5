import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { root } from "../../scripts/root.ts";
import { downloadDesktopVscode } from "./desktop-vscode.ts";
import { installChromium } from "./install-chromium.ts";
import { installServedVscode } from "./install-served-vscode.ts";
import { freePort } from "./served-vscode.ts";

/** A program that takes a desktop VS Code's arguments: one, or our own in front of a served one. */
export async function prepareVscode(): Promise<string> {
  const desktop = await downloadDesktopVscode();
  if (desktop !== undefined) return desktop;
  await installServedVscode();
  installChromium();
  return join(root, "test/support/served-code.mjs");
}

/** Runs `test/<name>` in a window on a copy of the examples. Throws when it failed. */
export async function runInVscode(
  name: "extension" | "person",
  executable: string,
  env: Record<string, string>,
): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "cnn-blocks-tests-"));
  const folder = join(scratch, "examples");
  cpSync(join(root, "media/examples"), folder, { recursive: true });
  if (name === "person") commitAll(folder);
  const port = await freePort();
  const driven = name === "person" ? [`--remote-debugging-port=${port}`] : [];
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, `dist/test/${name}/index.cjs`),
      extensionTestsEnv: { ...env, CNN_BLOCKS_DEBUGGING_PORT: String(port) },
      launchArgs: [folder, `--user-data-dir=${join(scratch, "data")}`, ...driven],
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Makes a folder a repository, so that files have a commit to be compared with. */
function commitAll(folder: string): void {
  const who = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
  for (const args of [
    ["init", "-q"],
    ["add", "."],
    [...who, "commit", "-qm", "Examples"],
  ])
    execFileSync("git", ["-C", folder, ...args]);
}
