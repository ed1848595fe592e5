import { hasPyTorch, howToGetIt } from "./python.ts";
import { record } from "./recorded.ts";
import { compareWithPyTorch, printed, type Report } from "./report.ts";
import { rows } from "./rows/index.ts";

/**
 * Makes so many random calls in PyTorch and here, of everything or of what is named, and prints every difference that has no
 * reason of its own. True where there is none.
 */
export async function printPyTorch(
  count: number,
  seed: number,
  callees: readonly string[],
): Promise<boolean> {
  const unknown = callees.filter((name) => rows.every(({ callee }) => callee !== name));
  if (unknown.length > 0) {
    console.error(`No row calls ${unknown.join(", ")}.`);
    return false;
  }
  if (!hasPyTorch()) {
    console.error(howToGetIt);
    return false;
  }
  const chosen = rows.filter(({ callee }) => callees.length === 0 || callees.includes(callee));
  const report = await compareWithPyTorch(count, seed, chosen);
  for (const { times, first } of byKind(report)) console.log(`×${times} ${first}`);
  for (const [reason, times] of report.known) console.log(`known ×${times}: ${reason}`);
  const { calls, refused, ended, different } = report;
  console.log(
    `${calls} calls of ${chosen.length} ops, layers, functions and methods, ${refused} refused by all`,
  );
  if (ended > 0) console.log(`${ended} more ended PyTorch's process and were compared with nothing`);
  console.log(`${different.length} differences without a known reason`);
  return different.length === 0;
}

/** Differences of one callee in one aspect, counted, each with its first. */
function byKind({ different }: Report): readonly { readonly times: number; readonly first: string }[] {
  const kinds = new Map<string, { times: number; readonly first: string }>();
  for (const each of different) {
    const kind = `${each.call.callee} ${each.difference.aspect}`;
    const found = kinds.get(kind);
    if (found === undefined) kinds.set(kind, { times: 1, first: printed(each) });
    else found.times += 1;
  }
  return [...kinds.values()].sort((a, b) => b.times - a.times);
}

/** Records some answers of PyTorch for the tests. */
export async function recordPyTorch(): Promise<boolean> {
  if (!hasPyTorch()) {
    console.error(howToGetIt);
    return false;
  }
  console.log(`${await record()} calls are recorded`);
  return true;
}
