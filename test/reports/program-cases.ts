import { readdirSync, readFileSync } from "node:fs";
import type { Random } from "./random.ts";

/*
 * The cases that tests hold against execution, with other numbers in them: whatever a test covers, generated programs cover
 * too. How promises and timers take turns depends on the clock, so those stay as they are, and cases of what no analysis can
 * know would only add to the share of what is not known. What is put on prototypes of the host could stay there for other programs.
 */

const folder = new URL("../fixtures/values/", import.meta.url);

const left: ReadonlySet<string> = new Set(["promises.ts", "timers.ts", "extended-hosts.ts"]);

const cases: readonly string[] = readdirSync(folder)
  .filter((name) => !left.has(name))
  .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split(/^\/\/ @case: .*$/m))
  .filter((text) => /^export const /m.test(text) && !text.includes("// @unknown"));

/** Texts, templates and patterns as a whole, and single whole numbers. */
const parts =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/(?![/*\s])(?:[^/\\\n]|\\.)+\/|(?<![\w.$])\d+(?![\w.])/g;

/** A case of the tests in which some numbers are others. */
export function changedCase(random: Random): string {
  return random
    .pick(cases)
    .replace(parts, (part) =>
      /^\d+$/.test(part) && random.below(4) === 0 ? String(random.below(12)) : part,
    );
}
