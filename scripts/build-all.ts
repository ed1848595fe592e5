import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { buildKernel } from "./build-kernel.ts";
import { emitLibraryTypes } from "./build-types.ts";
import { type Bundle, bundles, embedded, optionsFor, suiteBundle } from "./bundles.ts";
import { contentHash } from "./content-hash.ts";
import { root } from "./root.ts";
import { writeNotices } from "./third-party-notices.ts";

const stamp = join(root, "dist/.built-from");

/** Says to the processes that we start that all is built. */
const built = "CNN_BLOCKS_BUILT";

/** Builds `dist`. Does nothing if it is up to date. */
export async function build(): Promise<void> {
  await buildAll();
  process.env[built] = "1";
}

/** For a test that needs these folders of `dist`, or files of it, and that somebody may run alone. Each is built once a process. */
export async function buildUnlessBuilt(outputs: readonly string[]): Promise<void> {
  const missing = outputs.filter((output) => !builtHere.has(output));
  if (process.env[built] !== undefined || missing.length === 0) return;
  await buildOnly(missing);
  for (const output of missing) builtHere.add(output);
}

const builtHere = new Set<string>();

async function buildAll(): Promise<void> {
  const hash = await contentHash([
    "src",
    "webview",
    "scripts",
    "tsconfig",
    "test/extension",
    "test/person",
    "test/support",
    "package.json",
    "package-lock.json",
  ]);
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === hash) return;
  console.log("Building …");
  const started = performance.now();
  await rm(stamp, { force: true });
  // A suite that is gone from the sources must not run again.
  await rm(join(root, "dist/test"), { recursive: true, force: true });
  await Promise.all([buildBundles(), buildKernel(), emitLibraryTypes()]);
  await finishLibrary();
  await writeFile(stamp, hash);
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** Builds only the bundles and kernels in these folders of `dist`, or only these files of it. */
export async function buildOnly(outputs: readonly string[]): Promise<void> {
  const all = [...bundles, ...(await suites())];
  const wanted = all.filter(({ output }) => outputs.some((prefix) => output.startsWith(prefix)));
  await Promise.all(wanted.map(bundle));
  if (outputs.some((prefix) => prefix.startsWith("dist/kernel"))) await buildKernel();
  if (outputs.some((prefix) => prefix.startsWith("dist/lib"))) await emitLibraryTypes().then(finishLibrary);
}

async function buildBundles(): Promise<void> {
  const shipped = Promise.all(bundles.map(bundle)).then((metafiles) =>
    writeNotices([...metafiles, ...embedded]),
  );
  await Promise.all([shipped, ...(await suites()).map(bundle)]);
}

async function bundle(wanted: Bundle): Promise<esbuild.Metafile> {
  const { metafile } = await esbuild.build({ ...optionsFor(wanted, root), metafile: true });
  return metafile;
}

async function suites(): Promise<Bundle[]> {
  const found = await Promise.all(["test/extension", "test/person"].map(listSuites));
  return found.flat();
}

async function listSuites(folder: string): Promise<Bundle[]> {
  const names = existsSync(join(root, folder)) ? await readdir(join(root, folder)) : [];
  return names
    .filter((name) => name.endsWith(".test.ts") || name === "index.ts")
    .map((name) => suiteBundle(`${folder}/${name}`));
}

/** The library's folder is a complete package, so that it can be copied into a workspace as it is. */
async function finishLibrary(): Promise<void> {
  const lib = join(root, "dist/lib");
  await mkdir(lib, { recursive: true });
  if (existsSync(join(root, "dist/kernel"))) {
    await cp(join(root, "dist/kernel"), join(lib, "kernel"), {
      recursive: true,
      filter: (path) => !path.includes("/."),
    });
  }
  const { name, version, description, license } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  );
  const types = "./types/library/index.d.ts";
  const manifest = {
    name,
    version,
    description,
    license,
    type: "module",
    types,
    exports: { ".": { types, default: "./index.js" }, "./package.json": "./package.json" },
  };
  await writeFile(join(lib, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
