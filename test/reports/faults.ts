import type { SourceHost } from "../../src/analyzer/index.ts";
import { createAnalyzer } from "../../src/analyzer/index.ts";
import { severityOf } from "../../src/problems/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { type CorpusFile, corpus } from "./corpus.ts";
import { newExecutor } from "./executor.ts";
import { isBroken, type Mutation, mutationsOf } from "./mutants.ts";
import { newRandom } from "./random.ts";

/** What was said of a mutant, held against what running it did. */
interface Verdict {
  readonly file: string;
  readonly mutation: Mutation;
  readonly line: number;
  readonly kind: "right" | "missed" | "elsewhere" | "false-alarm" | "endless";
  readonly ran: string;
  readonly told: string;
  /** Errors beyond the first: consequences that are told as faults. */
  readonly further: number;
}

export interface FaultReport {
  readonly mutants: number;
  readonly refused: number;
  readonly flagged: number;
  readonly accepted: number;
  readonly falseAlarms: number;
  /** Errors beyond the first of each mutant that execution refuses. */
  readonly further: number;
  readonly verdicts: readonly Verdict[];
}

/** Changes files in seeded ways, runs each mutant under Node and asks the analyzer about it. */
export async function injectFaults(
  count: number,
  seed: number,
  given: readonly CorpusFile[] = corpus(),
): Promise<FaultReport> {
  const random = newRandom(seed);
  const files = given.map((file) => ({ file, mutations: mutationsOf(file.path, file.text) }));
  const executor = newExecutor();
  const texts: Record<string, string> = {};
  const host: SourceHost = { ...authorHost(), read: (path) => texts[path] ?? authorHost().read(path) };
  const analyzer = createAnalyzer(host);
  const verdicts: Verdict[] = [];
  const right = new Set<CorpusFile>();
  try {
    while (verdicts.length < count) {
      const { file, mutations } = random.pick(files);
      if (!right.has(file)) assertRight(file);
      right.add(file);
      const mutation = random.pick(mutations)(random);
      const text = file.text.slice(0, mutation.start) + mutation.text + file.text.slice(mutation.end);
      // A file that does not parse is not a slip in a model; the report of broken sources covers those.
      if (isBroken(file.path, text)) continue;
      texts[file.path] = text;
      // It runs in a process of its own, at the same time as it is analysed here.
      const running = executor.run(file.path, text);
      const { problems } = analyzer.analyze(file.path);
      const outcome = await running;
      delete texts[file.path];
      if (outcome.kind === "threw" && outcome.message.startsWith("Error: Transform failed")) continue;
      verdicts.push(verdictOn(file, mutation, text, outcome, problems));
    }
  } finally {
    executor.close();
  }
  return summed(verdicts);
}

/** A file that has a fault already would have every mutant of it count as flagged. */
function assertRight({ name, path, text }: CorpusFile): void {
  const host = authorHost({ [path]: text });
  const error = createAnalyzer(host)
    .analyze(path)
    .problems.find((problem) => severityOf(problem) === "error");
  if (error !== undefined) throw new Error(`${name} has a fault before it is changed: ${error.code}.`);
}

type Problems = ReturnType<ReturnType<typeof createAnalyzer>["analyze"]>["problems"];
type Outcome = Awaited<ReturnType<ReturnType<typeof newExecutor>["run"]>>;

function verdictOn(
  file: CorpusFile,
  mutation: Mutation,
  text: string,
  outcome: Outcome,
  problems: Problems,
): Verdict {
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const line = lineAt(mutation.start);
  const lastLine = lineAt(mutation.start + mutation.text.length);
  const errors = problems.filter((problem) => severityOf(problem) === "error");
  const told = problems.map(({ code, at }) => `${code} at ${lineAt(at.start)}`).join(", ");
  const further = outcome.kind === "threw" ? Math.max(errors.length - 1, 0) : 0;
  const base = { file: file.name, mutation, line, told, further };
  if (outcome.kind === "endless") return { ...base, kind: "endless", ran: "endless" };
  if (outcome.kind === "ran")
    return { ...base, kind: errors.length > 0 ? "false-alarm" : "right", ran: "ran" };
  const ran = `${outcome.message.slice(0, 140)} (lines ${outcome.lines.slice(0, 6).join(", ")})`;
  if (errors.length === 0) return { ...base, kind: "missed", ran };
  const places = errors.flatMap(({ at, related }) => [at, ...related.map((other) => other.at)]);
  const lines = places
    .filter(({ file: path }) => path === file.path)
    .flatMap(({ start, end }) => [lineAt(start), lineAt(end)]);
  const isNear = (wanted: number): boolean => wanted >= line && wanted <= lastLine;
  const isThere = lines.some((at) => isNear(at) || outcome.lines.includes(at)) || outcome.lines.length === 0;
  return { ...base, kind: isThere ? "right" : "elsewhere", ran };
}

function summed(verdicts: readonly Verdict[]): FaultReport {
  const refused = verdicts.filter(({ ran }) => ran !== "ran" && ran !== "endless");
  const accepted = verdicts.filter(({ ran }) => ran === "ran");
  return {
    mutants: verdicts.length,
    refused: refused.length,
    flagged: refused.filter(({ kind }) => kind === "right").length,
    accepted: accepted.length,
    falseAlarms: accepted.filter(({ kind }) => kind === "false-alarm").length,
    further: refused.reduce((sum, { further }) => sum + further, 0),
    verdicts,
  };
}
