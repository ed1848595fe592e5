import { lintCodes, type OfferedAction, offeredActions, type View } from "../../src/ide/index.ts";
import { severityOf } from "../../src/problems/index.ts";
import { corpus } from "./corpus.ts";
import { type Executor, newExecutor } from "./executor.ts";
import { isBroken, mutationsOf } from "./mutants.ts";
import { newSources, textAfter } from "./place-sources.ts";
import { newRandom } from "./random.ts";
import { spellingsOf } from "./spelling-mutants.ts";

/** What applying one offered fix came to. */
export interface FixVerdict {
  readonly action: string;
  readonly file: string;
  /** What was injected, and what the fix said it would do. */
  readonly what: string;
  readonly kind: "right" | "stays" | "brings" | "throws";
  /** What is wrong with the result, in words. */
  readonly found: string;
}

export interface FixReport {
  readonly mutants: number;
  readonly verdicts: readonly FixVerdict[];
}

/**
 * Injects slips as `injectFaults` does, and as often habits of PyTorch and TensorFlow. Applies every fix that is offered, each alone, and
 * looks at the result.
 */
export async function applyFixes(count: number, seed: number): Promise<FixReport> {
  const random = newRandom(seed);
  const files = corpus().flatMap((file) => [
    { file, mutations: mutationsOf(file.path, file.text) },
    ...[spellingsOf(file.path, file.text)]
      .filter(({ length }) => length > 0)
      .map((mutations) => ({ file, mutations })),
  ]);
  const executor = newExecutor();
  const sourcesOf = newSources();
  const verdicts: FixVerdict[] = [];
  // Advice on a file is the same in nearly every mutant of it, and running a whole net takes long.
  const seen = new Set<string>();
  let mutants = 0;
  try {
    while (mutants < count) {
      const { file, mutations } = random.pick(files);
      const mutation = random.pick(mutations)(random);
      const text = file.text.slice(0, mutation.start) + mutation.text + file.text.slice(mutation.end);
      if (isBroken(file.path, text)) continue;
      mutants++;
      const before = sourcesOf(file.path, text);
      for (const offer of offeredActions(before, { start: 0, end: text.length })) {
        const key = `${file.name} ${offer.id} ${offer.title}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const fixed = textAfter(text, offer);
        const result = await resultOf(before.view, offer, sourcesOf(file.path, fixed).view, executor);
        const what = `${mutation.what} | ${offer.title}`;
        verdicts.push({ action: offer.id, file: file.name, what, ...result });
      }
    }
  } finally {
    executor.close();
  }
  return { mutants, verdicts };
}

/** A result that still has another error, which was there before, need not run. */
async function resultOf(
  before: View,
  offer: OfferedAction,
  after: View,
  executor: Executor,
): Promise<Pick<FixVerdict, "kind" | "found">> {
  const code = before.problems()[offer.problem]?.code ?? "";
  const [had, has] = [timesByCode(before, code), timesByCode(after, code)];
  const brought = [...has].filter(([other, times]) => times > (had.get(other) ?? 0)).map(([other]) => other);
  if (brought.length > 0) return { kind: "brings", found: brought.join(", ") };
  if ((has.get(code) ?? 0) >= (had.get(code) ?? 0)) return { kind: "stays", found: code };
  if (after.analysis.problems.some((problem) => severityOf(problem) === "error"))
    return { kind: "right", found: "" };
  const outcome = await executor.run(after.analysis.file, after.text);
  if (outcome.kind === "ran") return { kind: "right", found: "" };
  return { kind: "throws", found: outcome.kind === "threw" ? outcome.message.slice(0, 140) : "no end" };
}

const advice: ReadonlySet<string> = new Set([...lintCodes, "unused-layer", "dead-branch"]);

function timesByCode(view: View, mended: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  // A fix may bring new advice, which is a matter of taste.
  const problems = view.problems().filter(({ code }) => code === mended || !advice.has(code));
  for (const { code } of problems) times.set(code, (times.get(code) ?? 0) + 1);
  return times;
}
