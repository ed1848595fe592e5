import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { contentHash } from "./content-hash.ts";
import { generateChains } from "./generate-chains.ts";
import { generateKernelTable } from "./generate-kernel-table.ts";
import { generateTiles } from "./generate-tiles.ts";
import { root } from "./root.ts";
import { run } from "./run-command.ts";

/** No runtime and no bounds checks: the caller provides the memory and passes raw addresses. */
const common = [
  "--runtime",
  "stub",
  "--importMemory",
  "--noAssert",
  "--initialMemory",
  "1",
  "--use",
  "abort=",
  "--disableWarning",
];

/** A row of src/kernel/builds.json: one source, compiled with these flags to `dist/kernel/<name>.wasm`. */
interface KernelBuild {
  readonly name: string;
  readonly entry: string;
  readonly flags: readonly string[];
}

/** Compiles what changed. asc takes seconds, so an unchanged source is not compiled again. */
export async function buildKernel(): Promise<void> {
  await mkdir(join(root, "dist/kernel"), { recursive: true });
  await Promise.all([generateTiles(), generateChains(), generateKernelTable()]);
  const builds: readonly KernelBuild[] = JSON.parse(
    await readFile(join(root, "src/kernel/builds.json"), "utf8"),
  );
  const sources = await contentHash(["src/kernel", "node_modules/assemblyscript/package.json"]);
  await Promise.all(builds.map((build) => compile(build, sources)));
}

async function compile({ name, entry, flags }: KernelBuild, sources: string): Promise<void> {
  const output = `dist/kernel/${name}.wasm`;
  const stamp = join(root, `dist/kernel/.${name}-built-from`);
  const wanted = [sources, entry, ...common, ...flags].join(" ");
  if (existsSync(join(root, output)) && existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted)
    return;
  const asc = join(root, "node_modules/assemblyscript/bin/asc.js");
  await run(process.execPath, [asc, entry, "--outFile", output, ...common, ...flags]);
  await writeFile(stamp, wanted);
}
