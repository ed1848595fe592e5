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
  readonly values: number;
  readonly equal: number;
  /** Why the analyzer openly does not know a value, one reason for each such value. */
  readonly unknown: readonly string[];
  readonly differences: readonly Difference[];
}

/** Runs programs one after the other and holds their exported constants against what the analyzer says of them. */
export interface Comparer {
  compare(program: string): Promise<Comparison>;
  close(): void;
}

export function newComparer(): Comparer {
  const executor: Executor = newExecutor();
  const path = "/author/program.ts";
  const host = authorHost();
  let text = "";
  const analyzer = createAnalyzer({
    ...host,
    read: (file) => (file === path ? text : host.read(file)),
  } satisfies SourceHost);
  return {
    async compare(program) {
      text = program;
      const outcome = await executor.run(path, text);
      const { facts, problems } = analyzer.analyze(path);
      const errors = problems.filter((problem) => severityOf(problem) === "error");
      return compared(program, outcome, facts, errors);
    },
    close: () => executor.close(),
  };
}

const nothing: Comparison = { values: 0, equal: 0, unknown: [], differences: [] };

function compared(
  program: string,
  outcome: Outcome,
  facts: readonly Fact[],
  errors: readonly { readonly code: string; readonly at: { readonly start: number } }[],
): Comparison {
  // Every program ends by itself; one that was cut off only met a busy machine.
  if (outcome.kind === "endless" || isNoProgram(outcome)) return nothing;
  if (outcome.kind === "threw") {
    const { message } = outcome;
    const missed = { program, line: "the whole", ran: message, analysed: "no problem" };
    return { ...nothing, differences: errors.length === 0 ? [missed] : [] };
  }
  const alarms = errors.map(({ code, at }): Difference => {
    const line = program.slice(0, at.start).split("\n").length;
    return { program, line: program.split("\n")[line - 1] ?? "", ran: "no problem", analysed: code };
  });
  const verdicts = [...program.matchAll(/^export const (?<name>\w+) = /gm)].map(({ groups, index }) =>
    verdict(program, index + "export const ".length, outcome.values[groups?.name ?? ""] ?? "nothing", facts),
  );
  return {
    values: verdicts.length,
    equal: verdicts.filter((each) => each === "equal").length,
    unknown: verdicts.flatMap((each) =>
      typeof each === "object" && "unknown" in each ? [each.unknown] : [],
    ),
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

function verdict(
  program: string,
  start: number,
  ran: string,
  facts: readonly Fact[],
): "equal" | { readonly unknown: string } | Difference {
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
