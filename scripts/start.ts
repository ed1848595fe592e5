import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "../test/support/cache-folder.ts";
import { exitOnSignals } from "../test/support/end-with-us.ts";
import { startServedVscode } from "../test/support/served-vscode.ts";
import { build } from "./build-all.ts";
import { writeGenerated } from "./generated/write-generated.ts";
import { packageExtension } from "./package-extension.ts";
import { root } from "./root.ts";
import { run } from "./run-command.ts";

/*
 * `npm start`: a VS Code with this extension on a copy of the example models. The desktop one where `code` is on
 * PATH (CNN_BLOCKS_SERVED=1 passes it over), else a served one, until Ctrl+C.
 */

const nextSteps = `Read the shapes in residual.ts, then open the preview: the symbol at the top right of the editor, or
F1 → “CNN Blocks: Open Architecture Preview”.`;

exitOnSignals();
await writeGenerated();
const served = process.env.CNN_BLOCKS_SERVED === "1" || !isOnPath("code");
await (served ? openServed(copyExamples()) : openDesktop(copyExamples()));

/** A copy, so that playing with an example changes nothing here. The system clears it away some day. */
function copyExamples(): string {
  const folder = join(mkdtempSync(join(tmpdir(), "cnn-blocks-")), "examples");
  cpSync(join(root, "media/examples"), folder, { recursive: true });
  return folder;
}

/** Does what the command Add Block Library does, so that TypeScript knows the block API from the start. */
function addLibrary(folder: string): void {
  cpSync(join(root, "dist/lib"), join(folder, "node_modules/cnn-blocks"), { recursive: true });
}

async function openDesktop(folder: string): Promise<void> {
  await build();
  addLibrary(folder);
  console.log(`Opening VS Code on ${folder} …`);
  await run("code", [
    `--extensionDevelopmentPath=${root}`,
    "--new-window",
    folder,
    join(folder, "residual.ts"),
  ]);
  console.log(nextSteps);
}

async function openServed(folder: string): Promise<void> {
  const vsix = await packageExtension();
  addLibrary(folder);
  console.log("Starting a served VS Code …");
  const vscode = await startServedVscode({ profile: join(cacheFolder, "start-profile"), vsix: [vsix] });
  const file = `vscode-remote://127.0.0.1:${vscode.port}${join(folder, "residual.ts")}`;
  console.log(`\n  Open   ${vscode.windowUrl(folder, [["openFile", file]])}\n`);
  console.log(`It shows a copy of the examples, ${folder}.`);
  console.log(nextSteps);
  console.log("Ctrl+C ends it.");
  await new Promise(() => setInterval(() => {}, 1 << 30));
}

function isOnPath(command: string): boolean {
  const { status } = spawnSync(command, ["--version"], {
    stdio: "ignore",
    shell: process.platform === "win32",
  });
  return status === 0;
}
