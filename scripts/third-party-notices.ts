import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { root } from "./root.ts";

/** Writes the licences of all packages whose code is shipped, as those licences require. */
export async function writeNotices(metafiles: readonly Metafile[]): Promise<void> {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const packages = [...new Set(inputs.map(packageOf).filter((name) => name !== undefined))].sort();
  const notices = await Promise.all(packages.map(notice));
  const intro = "CNN Blocks contains code of the packages below, under these licences.\n";
  await writeFile(
    join(root, "dist/THIRD-PARTY-NOTICES.txt"),
    [intro, ...notices, await exampleNotices()].join(`\n${"─".repeat(80)}\n\n`),
  );
}

/** The trained weights of the examples have licences of their own. */
async function exampleNotices(): Promise<string> {
  return readFile(join(root, "media/examples/LICENSES.txt"), "utf8");
}

/** The folder of the innermost package that a bundled file belongs to. */
function packageOf(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

async function notice(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
  const { name, version, license, repository } = manifest;
  const source = typeof repository === "string" ? repository : (repository?.url ?? "");
  return `${name} ${version} (${license})\n${source}\n\n${await licenceText(folder)}\n`;
}

async function licenceText(folder: string): Promise<string> {
  const path = join(root, folder);
  const names = existsSync(path) ? await readdir(path) : [];
  const file = names.find((name) => /^licen[cs]e/i.test(name));
  return file === undefined
    ? "The package comes without a licence text."
    : readFile(join(path, file), "utf8");
}
