import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../scripts/root.ts";
import { launchBrowser, openWorkbench, pageOptions } from "./browser.ts";
import { startServedVscode, type WindowPayload } from "./served-vscode.ts";

/** Absolute paths, as VS Code's arguments of the same names give them. */
export interface HostedSuite {
  readonly folder: string;
  readonly extension: string;
  readonly tests: string;
}

const longest = 10 * 60_000;

/** Nobody looks at it, and without a graphics card every pixel takes a processor's time. */
const viewport = { width: 1000, height: 640 };

/** The suite's lines begin with it; all others of the window's console go to a file. */
const mark = "[suite] ";
const windowLog = join(root, "dist/test/window.log");

/** Runs a suite inside the real extension host of a served window and gives the exit code that the window gives. */
export async function runInExtensionHost({ folder, extension, tests }: HostedSuite): Promise<number> {
  const vscode = await startServedVscode({ lean: true, testDriver: true, env: { CNN_BLOCKS_MARK: mark } });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ ...pageOptions, viewport });
    const remote = `vscode-remote://127.0.0.1:${vscode.port}`;
    const payload: WindowPayload = [
      ["extensionDevelopmentPath", `${remote}${extension}`],
      ["extensionTestsPath", `${remote}${tests}`],
      ["skipWelcome", "true"],
    ];
    const ended = await listenForExit(page);
    await openWorkbench(page, vscode.windowUrl(folder, payload));
    const code = await ended.code;
    if (code !== 0) console.log(`What the window said besides: ${windowLog}`);
    return code;
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

/** The window calls these two where a desktop window would print and exit. */
async function listenForExit(page: Page): Promise<{ readonly code: Promise<number> }> {
  const { promise, resolve } = exitCode();
  await page.exposeFunction("codeAutomationExit", resolve);
  rmSync(windowLog, { force: true });
  await page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) =>
    passOn(args.join(" ")),
  );
  page.once("crash", () => resolve(1));
  return { code: promise };
}

function passOn(text: string): void {
  if (text.startsWith(mark)) console.log(text.slice(mark.length));
  else appendFileSync(windowLog, `${text}\n`);
}

function exitCode(): { readonly promise: Promise<number>; resolve(code: number): void } {
  let resolve: (code: number) => void = () => {};
  const promise = new Promise<number>((settle) => {
    resolve = settle;
  });
  const giveUp = () => {
    console.error(`The suite did not end within ${longest / 60_000} minutes.`);
    resolve(1);
  };
  setTimeout(giveUp, longest).unref();
  return { promise, resolve };
}
