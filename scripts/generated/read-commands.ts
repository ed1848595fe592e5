import { compileFunction } from "node:vm";
import * as esbuild from "esbuild";
import type { Contribution } from "../../src/extension/commands/contribution.ts";
import { root } from "../root.ts";

const list = "src/extension/commands/list.ts";

/**
 * The commands of the extension, read from their own files. Outside VS Code there is neither `vscode`
 * nor the language client; empty modules take their place, which is enough because a command's file touches nothing of it while it loads.
 */
export async function readCommands(): Promise<readonly Contribution[]> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [list],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    external: ["vscode", "vscode-languageclient", "vscode-languageclient/*"],
  });
  const module: { exports: Readonly<Record<string, Contribution>> } = { exports: {} };
  const load = compileFunction(outputFiles[0]?.text ?? "", ["module", "require"], { filename: list });
  load(module, () => ({}));
  return Object.values(module.exports);
}
