import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { contentHash } from "../content-hash.ts";
import { root } from "../root.ts";
import type { Generated, GeneratedJson, GeneratedText } from "./generated.ts";
import { generated } from "./index.ts";

/** Where a marked text may stand. It can move from one to another with its two markers. */
const documents = ["README.md", "REFERENCE.md", "PROBLEMS.md", "BENCHMARKS.md", "ARCHITECTURE.md"];

const stamp = join(root, "dist/.generated-from");

/** Brings every generated part up to date. Does nothing when neither the code nor the documents have changed. */
export async function writeGenerated(): Promise<void> {
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === (await hashOfSources())) return;
  for (const part of generated) {
    for (const { file, text } of await staleFiles(part)) {
      await writeFile(join(root, file), text);
      console.log(`Wrote ${nameOf(part)} into ${file}.`);
    }
  }
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, await hashOfSources());
}

function hashOfSources(): Promise<string> {
  return contentHash(["src", "scripts", "test/reports/pytorch", "package.json", ...documents]);
}

/** The files in which a part is out of date, each with the text that it should have. */
export async function staleFiles(part: Generated): Promise<readonly { file: string; text: string }[]> {
  const made = await ("marker" in part ? withText(part) : withValue(part));
  return made.filter(({ before, text }) => before !== text);
}

/** What a part is called in messages. */
export function nameOf(part: Generated): string {
  return "marker" in part ? `<!-- ${part.marker} -->` : part.path.join(".");
}

interface Made {
  readonly file: string;
  readonly before: string;
  readonly text: string;
}

async function withText(part: GeneratedText): Promise<readonly Made[]> {
  const [begin, end] = [`<!-- ${part.marker} -->\n`, `<!-- /${part.marker} -->`];
  const present = documents.filter((file) => existsSync(join(root, file)));
  const texts = await Promise.all(
    present.map(async (file) => ({ file, before: await readFile(join(root, file), "utf8") })),
  );
  const marked = texts.filter(({ before }) => before.includes(begin) && before.includes(end));
  if (marked.length === 0) throw new Error(`No document has the markers ${begin.trim()} and ${end}.`);
  const made = await part.make();
  return marked.map(({ file, before }) => {
    const start = before.indexOf(begin) + begin.length;
    const text = `${before.slice(0, start)}${made}\n${before.slice(before.indexOf(end, start))}`;
    return { file, before, text };
  });
}

async function withValue({ file, path, make }: GeneratedJson): Promise<readonly Made[]> {
  const before = await readFile(join(root, file), "utf8");
  const value = replaced(JSON.parse(before), path, await make());
  return [{ file, before, text: `${JSON.stringify(value, null, 2)}\n` }];
}

/** The same value with another one where the keys lead. The order of the keys stays. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== "object" || value === null || !(key in value))
    throw new Error(`There is no key "${key}" to write to.`);
  return { ...value, [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}
