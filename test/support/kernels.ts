import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Backend, backendNames } from "../../src/runtime/index.ts";

const folder = fileURLToPath(new URL("../../dist/kernel/", import.meta.url));

/** Every build of the kernel that this Node takes. */
export const backends: readonly Backend[] = backendNames.flatMap((name) => {
  const path = join(folder, `${name}.wasm`);
  if (!existsSync(path)) throw new Error(`There is no ${path}: run "npm run build -- dist/kernel".`);
  const bytes = readFileSync(path);
  return WebAssembly.validate(bytes) ? [{ name, kernel: new WebAssembly.Module(bytes) }] : [];
});
