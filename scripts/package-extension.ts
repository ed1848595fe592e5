import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build-all.ts";
import { contentHash } from "./content-hash.ts";
import { root } from "./root.ts";
import { runQuietly } from "./run-command.ts";

const vsix = join(root, "dist/cnn-blocks.vsix");
const stamp = join(root, "dist/.packaged-from");

/** Builds and packs the extension, unless a package of the very same files exists. Returns its path. */
export async function packageExtension(): Promise<string> {
  await build();
  const shipped = [
    "dist/.built-from",
    "media",
    "package.json",
    "README.md",
    "REFERENCE.md",
    "PROBLEMS.md",
    "CHANGELOG.md",
    "LICENSE",
    ".vscodeignore",
  ];
  const hash = await contentHash(shipped);
  if (existsSync(vsix) && existsSync(stamp) && (await readFile(stamp, "utf8")) === hash) return vsix;
  console.log("Packing the extension …");
  const vsce = join(root, "node_modules/@vscode/vsce/vsce");
  // Everything is bundled, so the package needs nothing from node_modules. The pages have no public address yet, so links stay relative.
  await runQuietly(process.execPath, [
    vsce,
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--out",
    vsix,
  ]);
  await writeFile(stamp, hash);
  return vsix;
}
