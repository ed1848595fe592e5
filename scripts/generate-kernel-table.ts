import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./root.ts";

export const kernelTablePath = "src/runtime/kernel-table.generated.ts";

/** The names of the activations that kernels compute, for the ops that lower to them. */
export const activationNamesPath = "src/ops/shared/activation-function.generated.ts";

/**
 * Writes what the core knows about the kernels: their names with those of their arguments, in order, and the activations
 * with their numbers.
 */
export async function generateKernelTable(): Promise<void> {
  await Promise.all([
    writeChanged(kernelTablePath, await kernelTableSource()),
    writeChanged(activationNamesPath, await activationNamesSource()),
  ]);
}

async function writeChanged(file: string, source: string): Promise<void> {
  const path = join(root, file);
  const before = await readFile(path, "utf8").catch(() => "");
  if (before !== source) await writeFile(path, source);
}

export async function kernelTableSource(): Promise<string> {
  const index = await readFile(join(root, "src/kernel/index.ts"), "utf8");
  const files = [...index.matchAll(/export \{ ([^}]+) \} from "\.\/([^"]+)"/g)];
  const rows = await Promise.all(files.map(([, names = "", file = ""]) => rowsOf(names.split(", "), file)));
  const codes = (await activationRows()).map(({ name, code }) => `  ${keyOf(name)}: ${code},`);
  return [
    `${header}export const kernelTable = {\n${rows.flat().join("\n")}\n} as const;\n`,
    "/** The numbers of src/kernel/activation.ts. */",
    `export const activationCodes = {\n${codes.join("\n")}\n} as const;\n`,
  ].join("\n");
}

export async function activationNamesSource(): Promise<string> {
  const names = (await activationRows()).map(({ name }) => `\n  | ${JSON.stringify(name)}`);
  return `// Made by scripts/generate-kernel-table.ts from src/kernel/activation.ts; do not edit.

/** What the kernels can do to each number; \`relu\` and \`relu6\` are clamps to limits of their own. */
export type ActivationFunction =\n  | "relu"\n  | "relu6"\n  | "clamp"${names.join("")};\n`;
}

function keyOf(name: string): string {
  return /^\w+$/.test(name) ? name : JSON.stringify(name);
}

interface ActivationRow {
  readonly name: string;
  readonly code: number;
}

/** `if (act == 6) geluTanhRange(…)` is a row: `gelu-tanh`, 6. */
async function activationRows(): Promise<readonly ActivationRow[]> {
  const source = await readFile(join(root, "src/kernel/activation.ts"), "utf8");
  const rows = [...source.matchAll(/act == (\d+)\) (\w+)Range\(/g)].map(([, code, name = ""]) => ({
    name: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    code: Number(code),
  }));
  if (new Set(rows.map(({ code }) => code)).size < rows.length) {
    throw new Error("Two activations of src/kernel/activation.ts have the same number.");
  }
  return rows;
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
