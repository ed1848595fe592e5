import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { root } from "../../scripts/root.ts";

/** Where units of memory stand that an author may write, or that are only an example of them. */
const authorsUnits = new Set([
  "src/base/written-budget.ts",
  "src/problems/malformed-budget.ts",
  "src/cli/command-line.ts",
  "src/cli/options.ts",
]);

const files = ["src", "webview"]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      (path) => `${folder}/${path.replaceAll("\\", "/")}`,
    ),
  )
  .filter((path) => /\.tsx?$/.test(path) && !/\.generated\.|^src\/(words|kernel)\//.test(path));

/** The lines of a file that are no comments and match. */
function linesWith(pattern: RegExp, path: string): readonly string[] {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  return lines.filter((line) => !/^\s*(\*|\/\*|\/\/)/.test(line) && pattern.test(line));
}

describe("sizes, times and real numbers are worded in src/words", () => {
  const wordings: readonly (readonly [string, RegExp])[] = [
    ["a unit of memory", /["'`}>\d ](kB|KB|MB|GB|KiB|MiB|GiB)\b/],
    ["a time", /\} ?m?s(?![\w-])[^;]*`/],
    // Shares of a width are for CSS.
    ["digits of a number", /\.to(Precision|Exponential|Fixed)\((?!.*\}%)/],
  ];
  for (const [name, pattern] of wordings)
    it(`no other file words ${name}`, () => {
      const found = files
        .filter((path) => !authorsUnits.has(path))
        .flatMap((path) => linesWith(pattern, path).map((line) => `${path}: ${line.trim()}`));
      assert.deepEqual(found, []);
    });
});
