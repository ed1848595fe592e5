import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";
import { run } from "./run-command.ts";

const tsc = "node_modules/typescript-native/bin/tsc";

/** Declarations for authors: what their editor reads when they import the library. */
export async function emitLibraryTypes(output = join(root, "dist/lib/types")): Promise<void> {
  if (!existsSync(join(root, "src/library/index.ts"))) return;
  await rm(output, { recursive: true, force: true });
  await run(process.execPath, [tsc, "-p", "tsconfig/library-types.json", "--outDir", output]);
  await toClassicImports(output);
}

/** Older resolvers do not find a declaration by a `.ts` ending; all of them find it by `.js`. */
async function toClassicImports(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.name.endsWith(".d.ts"));
  await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace(/(["']\.{1,2}\/[^"']*)\.ts(["'])/g, "$1.js$2"));
    }),
  );
}
