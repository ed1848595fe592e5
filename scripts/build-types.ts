import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";
import { run } from "./run-command.ts";

const output = "dist/lib/types";

/** Declarations for authors: what their editor reads when they import the library. */
export async function emitLibraryTypes(): Promise<void> {
  if (!existsSync(join(root, "src/library/index.ts"))) return;
  await rm(join(root, output), { recursive: true, force: true });
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig/library-types.json"]);
  await toClassicImports(join(root, output));
}

/** Older resolvers find no declaration behind a `.ts` ending; every one finds it behind `.js`. */
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
