import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

export const kernelTablePath = "src/runtime/kernel-table.generated.ts";

/** Writes the one table where runtime and kernel meet: the names of the kernels and of their arguments, in order. */
export async function generateKernelTable(): Promise<void> {
  const source = await kernelTableSource();
  const path = join(root, kernelTablePath);
  const before = await readFile(path, "utf8").catch(() => "");
  if (before !== source) await writeFile(path, source);
}

export async function kernelTableSource(): Promise<string> {
  const index = await readFile(join(root, "src/kernel/index.ts"), "utf8");
  const files = [...index.matchAll(/export \{ ([^}]+) \} from "\.\/([^"]+)"/g)];
  const rows = await Promise.all(files.map(([, names = "", file = ""]) => rowsOf(names.split(", "), file)));
  return `${header}export const kernelTable = {\n${rows.flat().join("\n")}\n} as const;\n`;
}

const header = `// Made by scripts/generate-kernel-table.ts from src/kernel/index.ts; do not edit.

/** Every kernel with the names of its arguments, in the order in which WebAssembly takes them. */
`;

async function rowsOf(names: readonly string[], file: string): Promise<string[]> {
  const source = await readFile(join(root, `src/kernel/${file}.ts`), "utf8");
  return names.map((name) => {
    const signature = new RegExp(`export function ${name}\\(([^)]*)\\)`).exec(source)?.[1];
    if (signature === undefined) throw new Error(`src/kernel/${file}.ts does not define ${name}.`);
    const names = signature.split(",").map((parameter) => `"${parameter.split(":")[0]?.trim()}"`);
    return `  ${name}: [\n${names.map((quoted) => `    ${quoted},`).join("\n")}\n  ],`;
  });
}
