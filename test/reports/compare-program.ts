import { createAnalyzer, type Fact, type SourceHost } from "../../src/analyzer/index.ts";
import { severityOf } from "../../src/problems/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { type Executor, newExecutor, type Outcome } from "./executor.ts";

/** Where what the analyzer says of a program is not what running it gives. */
export interface Difference {
  readonly program: string;
  readonly line: string;
  readonly ran: string;
  readonly analysed: string;
}

export interface Comparison {
  /** Whether the program was cut off, and so nothing is compared. */
  readonly isCutOff: boolean;
  readonly threw: boolean;
  readonly values: number;
  readonly equal: number;
  /** Why the analyzer openly does not know a value, one reason for each such value. */
  readonly unknown: readonly string[];
  readonly unknownNames: readonly string[];
  readonly differences: readonly Difference[];
}

/** What came of a program that goes one of several ways. */
export interface WaysComparison {
  /** Values that are the same on every way, and of these the ones that the analyzer openly does not know. */
  readonly settled: number;
  readonly settledUnknown: number;
  /** Values that differ between ways. */
  readonly open: number;
  readonly differences: readonly Difference[];
}

/** Runs programs one after the other and holds their exported constants against what the analyzer says of them. */
export interface Comparer {
  compare(program: string): Promise<Comparison>;
  /** Holds what the analyzer says of a program against running the same program on every way that it may go. */
  compareWays(program: string, ways: readonly string[]): Promise<WaysComparison>;
  close(): void;
}

/** A program that takes longer than `milliseconds` is cut off. */
export function newComparer(milliseconds?: number): Comparer {
  const executor: Executor = newExecutor(milliseconds);
  const path = "/author/program.ts";
  const host = authorHost();
  let text = "";
  const analyzer = createAnalyzer({
    ...host,
    read: (file) => (file === path ? text : host.read(file)),
  } satisfies SourceHost);
  const analysed = (program: string): Analysed => {
    text = program;
    const { facts, problems } = analyzer.analyze(path);
    return { program, facts, errors: problems.filter((problem) => severityOf(problem) === "error") };
  };
  return {
    async compare(program) {
      const outcome = await executor.run(path, program);
      return compared(analysed(program), outcome);
    },
    async compareWays(program, ways) {
      const outcomes: Outcome[] = [];
      for (const way of ways) outcomes.push(await executor.run(path, way));
      return comparedWays(analysed(program), outcomes);
    },
    close: () => executor.close(),
  };
}

/** What the analyzer says of a program. */
interface Analysed {
  readonly program: string;
  readonly facts: readonly Fact[];
  readonly errors: readonly { readonly code: string; readonly at: { readonly start: number } }[];
}

/**
 * An error is right only where every way throws, and a value only where every way gives it. That all ways throw need not be
 * seen: an error is what certainly throws, and which way a program goes is unknown.
 */
function comparedWays(analysed: Analysed, outcomes: readonly Outcome[]): WaysComparison {
  const ran = outcomes.filter((outcome) => outcome.kind === "ran");
  const found = ran.map((outcome) => compared(analysed, outcome));
  const names = Object.keys(ran[0]?.values ?? {});
  const isSettled = (name: string): boolean => new Set(ran.map(({ values }) => values[name])).size === 1;
  const settled = names.filter(isSettled);
  const differences = new Map(
    found.flatMap((each) => each.differences).map((each) => [each.line + each.analysed, each] as const),
  );
  return {
    settled: settled.length,
    settledUnknown: settled.filter((name) => found[0]?.unknownNames.includes(name)).length,
    open: names.length - settled.length,
    differences: [...differences.values()],
  };
}

const nothing: Comparison = {
  isCutOff: false,
  threw: false,
  values: 0,
  equal: 0,
  unknown: [],
  unknownNames: [],
  differences: [],
};

function compared({ program, facts, errors }: Analysed, outcome: Outcome): Comparison {
  // Where numbers of a program were changed, it may have no end; a busy machine may cut off another one.
  if (outcome.kind === "endless") return { ...nothing, isCutOff: true };
  if (isNoProgram(outcome)) return nothing;
  if (outcome.kind === "threw") {
    const { message } = outcome;
    // Where it is not known which way a program goes, it is not certain that it throws.
    const isOpen = program.includes("// @unknown");
    const missed = { program, line: "the whole", ran: message, analysed: "no problem" };
    return { ...nothing, threw: true, differences: errors.length === 0 && !isOpen ? [missed] : [] };
  }
  const alarms = errors.map(({ code, at }): Difference => {
    const line = program.slice(0, at.start).split("\n").length;
    return { program, line: program.split("\n")[line - 1] ?? "", ran: "no problem", analysed: code };
  });
  const names = [...program.matchAll(/^export const (?<name>\w+) = /gm)].map(({ groups, index }) => {
    return { name: groups?.name ?? "", start: index + "export const ".length };
  });
  const verdicts = names.map(({ name, start }) =>
    verdict(program, start, outcome.values[name] ?? "nothing", facts),
  );
  const isUnknown = (each: Verdict | undefined): each is { readonly unknown: string } =>
    typeof each === "object" && "unknown" in each;
  return {
    ...nothing,
    values: verdicts.length,
    equal: verdicts.filter((each) => each === "equal").length,
    unknown: verdicts.filter(isUnknown).map(({ unknown }) => unknown),
    unknownNames: names.flatMap(({ name }, index) => (isUnknown(verdicts[index]) ? [name] : [])),
    differences: [
      ...alarms,
      ...verdicts.flatMap((each) => (typeof each === "object" && "ran" in each ? [each] : [])),
    ],
  };
}

/** A case of the tests whose numbers were changed may have become a syntax error, which other reports are about. */
function isNoProgram(outcome: Outcome): boolean {
  return outcome.kind === "threw" && outcome.message.startsWith("Error: Transform failed");
}

type Verdict = "equal" | { readonly unknown: string } | Difference;

function verdict(program: string, start: number, ran: string, facts: readonly Fact[]): Verdict {
  const fact = facts.find(({ range, role }) => role === "name" && range.start === start);
  const said = (fact?.values ?? []).map(wordsOf);
  if (said.length === 0) return ran === "undefined" ? "equal" : { unknown: "no fact" };
  if (said.length === 1 && said.some(({ text }) => isSame(text, ran))) return "equal";
  const open = said.find(({ unknown }) => unknown !== null)?.unknown;
  if (open !== undefined && open !== null) return { unknown: open };
  if (said.some(({ text }) => isSame(text, ran))) return { unknown: "several values" };
  const line = program.slice(start).split("\n")[0] ?? "";
  return { program, line, ran, analysed: said.map(({ text }) => text).join(" or ") };
}

/** The analyzer's words for a long text end with an ellipsis. */
function isSame(said: string, ran: string): boolean {
  const [, begin] = /^(?<begin>.*)…"?$/s.exec(said) ?? [];
  return begin === undefined ? said === ran : ran.startsWith(begin);
}

function wordsOf(value: Fact["values"][number]): { readonly text: string; readonly unknown: string | null } {
  if (value.kind === "unknown") return { text: "unknown", unknown: value.reason };
  if (value.kind !== "plain") return { text: value.kind, unknown: value.kind };
  return { text: value.text, unknown: value.text === "true or false" ? "undecided" : null };
}
