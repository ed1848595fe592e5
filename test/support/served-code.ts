import { createRequire } from "node:module";
import { launchBrowser, openWorkbench, pageOptions } from "./browser.ts";
import { exitOnSignals, exitWithParent } from "./end-with-us.ts";
import { runInExtensionHost } from "./run-in-extension-host.ts";
import { startServedVscode } from "./served-vscode.ts";
import { handOver } from "./window-at-hand.ts";

/*
 * What @vscode/test-electron starts instead of a desktop VS Code: the same arguments, the same exit codes. A window
 * that is asked to open a debugging port is meant to be driven from outside; here a suite does that from this process.
 */

exitOnSignals();
exitWithParent();
process.exit(await main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const folder = args.find((arg) => !arg.startsWith("-"));
  const extension = option("extensionDevelopmentPath");
  const tests = option("extensionTestsPath");
  if (!folder || !extension || !tests) throw new Error("A folder, an extension and a test suite are needed.");
  return option("remote-debugging-port") === undefined
    ? runInExtensionHost({ folder, extension, tests })
    : runBeside({ folder, tests });
}

interface DrivenSuite {
  readonly folder: string;
  readonly tests: string;
}

/** As close to a person as it gets: the packaged extension installed, no test driver in the window. */
async function runBeside({ folder, tests }: DrivenSuite): Promise<number> {
  const vsix = process.env.CNN_BLOCKS_VSIX;
  const [vscode, browser] = await Promise.all([
    startServedVscode({ lean: true, vsix: vsix ? [vsix] : [] }),
    launchBrowser(),
  ]);
  process.env.CNN_BLOCKS_SERVED_FOLDER = folder;
  try {
    const context = await browser.newContext(pageOptions);
    const window = await context.newPage();
    await openWorkbench(window, vscode.windowUrl(folder));
    handOver(window);
    await createRequire(import.meta.url)(tests).run();
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await browser.close();
    await vscode.stop();
  }
}
