import { join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { cacheFolder } from "./cache-folder.ts";

const releases = "https://update.code.visualstudio.com/api/releases/stable";

/**
 * The desktop VS Code for the suites, downloaded once; undefined where it can be neither had nor shown.
 * CNN_BLOCKS_SERVED=1 asks for the served one everywhere.
 */
export async function downloadDesktopVscode(): Promise<string | undefined> {
  if (process.env.CNN_BLOCKS_SERVED === "1" || !canShowWindows() || !(await isReachable())) return undefined;
  console.log("Getting a desktop VS Code (once) …");
  try {
    return await downloadAndUnzipVSCode({
      version: "stable",
      cachePath: join(cacheFolder, "desktop-vscode"),
    });
  } catch (error) {
    console.log(`No desktop VS Code: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** Electron wants a display, and refuses its sandbox to root. */
function canShowWindows(): boolean {
  if (process.platform !== "linux") return true;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return Boolean(DISPLAY || WAYLAND_DISPLAY) && process.getuid?.() !== 0;
}

function isReachable(): Promise<boolean> {
  return fetch(releases, { method: "HEAD", signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );
}
