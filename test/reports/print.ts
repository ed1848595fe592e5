import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { build } from "esbuild";
import { optionsFor, reportBundle } from "../../scripts/bundles.ts";
import { root } from "../../scripts/root.ts";
import { exitCode } from "../../scripts/run-command.ts";
import { createAnalyzer } from "../../src/analyzer/index.ts";
import { nodeArguments } from "../../src/extension/host/node-arguments.ts";
import { severityOf } from "../../src/problems/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { newBreaker } from "./broken.ts";
import type { Difference } from "./compare-program.ts";
import { editLive } from "./edits.ts";
import { newExecutor } from "./executor.ts";
import { injectFaults } from "./faults.ts";
import { applyFixes } from "./fixes.ts";
import { compareInProcesses } from "./in-processes.ts";
import { applyRefactorings, untried } from "./refactorings.ts";
import { analyseBroken } from "./robustness.ts";
import { answerLimit } from "./robustness-answers.ts";
import { measureStarts } from "./start.ts";
import { huntGuesses } from "./unknowns.ts";

/** Prints every miss and both rates. True where at least 99.5 % of what running refuses is flagged and nothing else is. */
export async function printFaults(count: number, seed: number): Promise<boolean> {
  const report = await injectFaults(count, seed);
  for (const { kind, file, line, mutation, ran, told, further } of report.verdicts) {
    const said = kind === "right" && further > 0 ? "further" : kind;
    if (said !== "right" && said !== "endless")
      console.log(`${said.padEnd(11)} ${file}:${line} ${mutation.what} | ${ran} | ${told || "no problem"}`);
  }
  const { mutants, refused, flagged, accepted, falseAlarms, further } = report;
  console.log(`${mutants} mutants`);
  console.log(`flagged where running refuses: ${flagged} of ${refused}, ${share(flagged, refused)}`);
  console.log(`errors where running accepts: ${falseAlarms} of ${accepted}, ${share(falseAlarms, accepted)}`);
  console.log(`errors beyond the first, where running refuses: ${further}`);
  return flagged >= 0.995 * refused && falseAlarms === 0;
}

/** Prints every fix that is not right, and how many are by action. True where all are. */
export async function printFixes(count: number, seed: number): Promise<boolean> {
  const { mutants, verdicts } = await applyFixes(count, seed);
  const wrong = verdicts.filter(({ kind }) => kind !== "right");
  for (const { action, file, what, kind, found } of wrong)
    console.log(`${kind.padEnd(6)} ${action} ${file} | ${what} | ${found}`);
  for (const action of new Set(verdicts.map((verdict) => verdict.action))) {
    const own = verdicts.filter((verdict) => verdict.action === action);
    const right = own.filter(({ kind }) => kind === "right").length;
    console.log(`${action}: ${right} of ${own.length} right, ${share(right, own.length)}`);
  }
  console.log(`${mutants} mutants, ${verdicts.length} fixes offered, ${wrong.length} not right`);
  return wrong.length === 0;
}

/** Prints every refactoring whose result is not right, and how many were tried. True where all are right. */
export async function printRefactorings(count: number, seed: number): Promise<boolean> {
  const report = await applyRefactorings(count, seed);
  const wrong = report.verdicts.filter(({ kind }) => kind !== "right");
  for (const { id, file, title, kind, found } of wrong)
    console.log(`${kind.padEnd(6)} ${id} ${file} | ${title} | ${found}`);
  for (const id of new Set(report.verdicts.map((verdict) => verdict.id)))
    console.log(`${id}: ${report.verdicts.filter((verdict) => verdict.id === id).length} applied`);
  const rest = untried(report);
  if (rest.length > 0) console.log(`offered nowhere: ${rest.join(", ")}`);
  console.log(`${report.places} places, ${report.verdicts.length} applied, ${wrong.length} not right`);
  return wrong.length === 0;
}

/** Prints differences by what they have in common, and why values are unknown. True where nothing differs. */
export async function printDifferences(count: number, seed: number): Promise<boolean> {
  const { programs, values, equal, unknown, differences } = await compareInProcesses(count, seed);
  for (const { kind, times, ran } of byKind(differences))
    console.log(`different ×${times}: ${kind}; it ran as ${ran.slice(0, 60)}`);
  for (const [reason, times] of Object.entries(unknown).sort((a, b) => b[1] - a[1]))
    console.log(`unknown ×${times}: ${reason}`);
  const open = Object.values(unknown).reduce((sum, times) => sum + times, 0);
  console.log(`${programs} programs, ${values} values: ${equal} equal, ${differences.length} different`);
  console.log(`openly unknown: ${open}, ${share(open, values)}`);
  return differences.length === 0;
}

/** Prints what is taken for known although it depends on the way that a program goes. True where nothing is. */
export async function printUnknowns(count: number, seed: number): Promise<boolean> {
  const { programs, settled, settledUnknown, open, guesses } = await huntGuesses(count, seed);
  for (const { program, line, ran, analysed } of guesses.slice(0, 5))
    console.log(`guess: ${line} → ${analysed}; it also ran as ${ran.slice(0, 60)}; in\n${program}`);
  for (const { kind, times, ran } of byKind(guesses))
    console.log(`guess ×${times}: ${kind}; it also ran as ${ran.slice(0, 60)}`);
  console.log(`${programs} programs, ${settled + open} values: ${guesses.length} guessed`);
  console.log(`unknown although the same on every way: ${settledUnknown}, ${share(settledUnknown, settled)}`);
  return guesses.length === 0;
}

/**
 * True where nothing was thrown and no answer took longer than it may. A source is found again by its index: it is the first
 * of a series of one, which prints it.
 */
export async function printRobustness(count: number, seed: number, first = 0): Promise<boolean> {
  const report = await analyseBroken(count, seed, first);
  const { sources, thrown, slowest, overLimit, milliseconds, heap } = report;
  const again = (index: number): string => `npm run report -- robustness 1 ${seed} ${index}`;
  if (count === 1) console.log(newBreaker(seed)(first).text);
  for (const { index, message } of thrown.slice(0, 20))
    console.log(`thrown: ${message.split("\n")[0]} (${again(index)})`);
  for (const { index, cpu, wall, parts } of slowest.slice(0, Math.max(5, Math.min(overLimit, 40))))
    console.log(`slowest: ${cpu.toFixed(0)} ms, ${wall.toFixed(0)} by the clock: ${parts} (${again(index)})`);
  console.log(`${sources} broken sources: ${thrown.length} exceptions`);
  console.log(`over ${answerLimit} ms: ${overLimit}; on average ${(milliseconds / sources).toFixed(1)} ms`);
  console.log(`heap after each tenth, MiB: ${heap.join(", ")}`);
  return thrown.length === 0 && overLimit === 0;
}

const keystrokesChild = reportBundle("test/reports/keystrokes-child.ts");

/**
 * Prints what a keystroke costs in nets of all sizes, with recipes and without. It is measured in code that is bundled as what
 * is shipped, in a Node that is started as the server's: closures that are given names take longer to make.
 */
export async function printKeystrokes(keystrokes: number, only: string): Promise<boolean> {
  await build(optionsFor(keystrokesChild, root));
  const args = [...nodeArguments, join(root, keystrokesChild.output), String(keystrokes), only];
  return (await exitCode(process.execPath, args)) === 0;
}

/**
 * Prints what starts cost, with compiled code kept from earlier ones, and what Node alone does, which says how busy the machine
 * is. True where the medians meet the goals.
 */
export async function printStarts(count: number): Promise<boolean> {
  const starts = await measureStarts(count);
  console.log("milliseconds: median and most of a processor | of the clock | goal");
  for (const { name, goal, runs } of starts) {
    const [cpu, wall] = (["cpu", "wall"] as const).map((kind) => {
      const sorted = runs.map((run) => Math.round(run[kind])).sort((a, b) => a - b);
      return `${String(median(sorted)).padStart(5)} ${String(sorted.at(-1)).padStart(5)}`;
    });
    console.log(`${name.padEnd(45)} ${cpu} | ${wall} | ${goal ?? ""}`);
  }
  return starts.every(
    ({ goal, runs }) => median(runs.map(({ wall }) => wall)) <= (goal ?? Number.POSITIVE_INFINITY),
  );
}

/** Prints where a live server differs from a new one. True where it does not, and its memory stays flat. */
export async function printEdits(count: number, seed: number): Promise<boolean> {
  const { edits, withOwnLibrary, differences, slowest, memory, log } = await editLive(
    count,
    seed,
    (done, memoryNow) => console.log(`${done} edits: ${memoryNow} MiB`),
  );
  for (const { index, file, live, fresh } of differences.slice(0, 10)) {
    const [is, was] = firstDifference(live, fresh);
    console.log(
      `different: edit ${index} of ${file}: ${JSON.stringify(is)}, a new analysis says ${JSON.stringify(was)}`,
    );
  }
  for (const line of log.slice(0, 10)) console.log(`logged: ${line.split("\n")[0]}`);
  for (const { index, file, milliseconds } of slowest)
    console.log(`slowest: ${milliseconds.toFixed(0)} ms, edit ${index} of ${file}`);
  console.log(
    `${edits} edits, each answer compared (${withOwnLibrary} with a library of its own): ${differences.length} differ`,
  );
  const [early, late] = [median(memory.slice(2, 8)), median(memory.slice(-6))];
  console.log(`memory of the server: from ${early} to ${late} MiB`);
  return differences.length === 0 && log.length === 0 && late <= 1.2 * early;
}

function firstDifference(live: string, fresh: string): readonly [string | undefined, string | undefined] {
  const [is, was] = [live.split("\n"), fresh.split("\n")];
  const at = is.findIndex((line, index) => line !== was[index]);
  return at < 0 ? [undefined, was[is.length]] : [is[at], was[at]];
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Small model files beside the project, each with a comment that says what is right. */
const sharedCases = join(root, "../shared/cases");

/** Those of them on which running and `check` disagree rightly, and why. */
const rightlyApart: Readonly<Record<string, string>> = {
  "analysis/symbolic-view-in-node.ts": "named sizes are no numbers under Node",
  "habits/b3.ts": "a size comes from the environment, where it is not set",
};

/** Prints the files on which running and `check` disagree, of the shared cases if none are named. True where there is none. */
export async function printCases(paths: readonly string[]): Promise<boolean> {
  const given = paths.length > 0 ? paths : [sharedCases];
  const files = given.filter((path) => existsSync(path)).flatMap(modelFilesIn);
  if (files.length === 0) {
    console.error("Which model files? npm run report -- cases <files or folders>");
    return false;
  }
  const executor = newExecutor();
  const analyzer = createAnalyzer(authorHost());
  let disagreeing = 0;
  for (const file of files) {
    const outcome = await executor.run(file, readFileSync(file, "utf8"));
    const errors = analyzer.analyze(file).problems.filter((problem) => severityOf(problem) === "error");
    const [threw, told] = [outcome.kind !== "ran", errors.length > 0];
    if (threw === told) continue;
    const reason = rightlyApart[relative(sharedCases, file)];
    if (reason !== undefined) {
      console.log(`rightly apart ${file}: ${reason}`);
      continue;
    }
    disagreeing += 1;
    const ran = outcome.kind === "threw" ? outcome.message.slice(0, 110) : outcome.kind;
    console.log(
      `${threw ? "silent" : "false "} ${file}: ${threw ? ran : errors.map(({ code }) => code).join(", ")}`,
    );
  }
  executor.close();
  console.log(`${disagreeing} of ${files.length} files disagree with running them`);
  return disagreeing === 0;
}

/** The file itself, or the TypeScript files of a folder and of those within it. */
function modelFilesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [resolve(path)];
  const names = readdirSync(path, { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => resolve(path, name));
}

/** Differences that are alike but for their numbers, counted. */
function byKind(differences: readonly Difference[]): readonly { kind: string; times: number; ran: string }[] {
  const kinds = new Map<string, { kind: string; times: number; ran: string }>();
  for (const { line, analysed, ran } of differences) {
    const kind = `${line.replace(/\d+/g, "#").slice(0, 70)} → ${analysed.replace(/\d+/g, "#")}`;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { kind, times: 1, ran });
    else known.times += 1;
  }
  return [...kinds.values()].sort((a, b) => b.times - a.times);
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`;
}
