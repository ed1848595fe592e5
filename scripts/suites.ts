import { installChromium } from "../test/support/install-chromium.ts";
import { prepareVscode, runInVscode } from "../test/support/vscode-suites.ts";
import { packageExtension } from "./package-extension.ts";
import { run } from "./run-command.ts";
import { testHooks } from "./test-hooks.ts";

/** A part of the tests that runs as a process of its own. */
export interface Suite {
  /** Installs what it needs and the machine lacks, once for all suites that need the same. */
  readonly prepare: () => Promise<unknown> | unknown;
  readonly run: (env: Record<string, string>) => Promise<void>;
}

export const suites: Readonly<Record<string, Suite>> = {
  /** The core and the server, under Node alone. */
  unit: { prepare: () => {}, run: (env) => runFiles(["unit"], env) },
  /** Whole nets, generated cases and the command itself, under Node alone too. */
  slow: { prepare: () => {}, run: (env) => runFiles(["slow"], env) },
  /** Both of these: what they load is loaded and compiled once. */
  node: { prepare: () => {}, run: (env) => runFiles(["unit", "slow"], env) },
  /** The preview's page in a browser, without a VS Code around it. */
  webview: { prepare: installChromium, run: (env) => runFiles(["webview"], env) },
  /** Inside a real VS Code's extension host. */
  extension: {
    prepare: prepareVscode,
    run: async (env) => runInVscode("extension", await prepareVscode(), env),
  },
  /** A real VS Code's window, driven as a person would, with the packaged extension. */
  person: {
    prepare: async () => {
      await prepareVscode();
      await packageExtension();
    },
    run: async (env) => {
      const executable = await prepareVscode();
      await runInVscode("person", executable, { ...env, CNN_BLOCKS_VSIX: await packageExtension() });
    },
  },
};

function runFiles(which: readonly string[], env: Record<string, string>): Promise<void> {
  return run(process.execPath, [...testHooks, "test/support/run-files.ts", ...which], {
    ...process.env,
    ...env,
  });
}
