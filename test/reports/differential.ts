import { createAnalyzer, type Fact, type SourceHost } from "../../src/analyzer/index.ts";
import { definitionOf } from "../../src/problems/index.ts";
import { authorHost } from "../analyzer/author-host.ts";
import { newExecutor } from "./executor.ts";
import { newProgram } from "./programs.ts";
import { newRandom } from "./random.ts";

export interface Difference {
  readonly program: string;
  readonly line: string;
  readonly ran: string;
  readonly analysed: string;
}

export interface DifferentialReport {
  readonly programs: number;
  readonly values: number;
  readonly equal: number;
  /** Values that the analyzer openly does not know, by its reasons, the most frequent first. */
  readonly unknown: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

/** Runs generated programs and holds every exported value against what the analyzer says of its name. */
export async function compareWithExecution(count: number, seed: number): Promise<DifferentialReport> {
  const random = newRandom(seed);
  const executor = newExecutor();
  const path = "/author/program.ts";
  let text = "";
  const host: SourceHost = {
    ...authorHost(),
    read: (file) => (file === path ? text : authorHost().read(file)),
  };
  const analyzer = createAnalyzer(host);
  const unknown = new Map<string, number>();
  const differences: Difference[] = [];
  let [values, equal] = [0, 0];
  const note = (name: string, ran: string, facts: readonly Fact[]): void => {
    values += 1;
    const start = text.indexOf(`export const ${name} = `) + "export const ".length;
    const fact = facts.find(({ range, role }) => role === "name" && range.start === start);
    const said = (fact?.values ?? []).map(wordsOf);
    if (said.length === 1 && said[0]?.text === ran) equal += 1;
    else if (said.length === 0 || said.some((value) => value.unknown !== null || value.text === ran)) {
      const reason =
        said.find((value) => value.unknown !== null)?.unknown ??
        (said.length === 0 ? "no fact" : "several values");
      unknown.set(reason, (unknown.get(reason) ?? 0) + 1);
    } else {
      const line = text.slice(start).split("\n")[0] ?? "";
      differences.push({ program: text, line, ran, analysed: said.map((value) => value.text).join(" or ") });
    }
  };
  try {
    for (let index = 0; index < count; index++) {
      const program = newProgram(random);
      text = program.text;
      const outcome = await executor.run(path, text);
      const { facts, problems } = analyzer.analyze(path);
      // Every program ends by itself; one that was cut off only met a busy machine.
      if (outcome.kind === "endless") continue;
      if (outcome.kind === "threw") {
        const { message } = outcome;
        if (problems.length === 0)
          differences.push({ program: text, line: "the whole", ran: message, analysed: "no problem" });
        continue;
      }
      for (const { code, at } of problems.filter(
        (problem) => definitionOf(problem.code).severity === "error",
      )) {
        const line = text.slice(0, at.start).split("\n").length;
        differences.push({
          program: text,
          line: text.split("\n")[line - 1] ?? "",
          ran: "no problem",
          analysed: code,
        });
      }
      for (const name of program.names) note(name, outcome.values[name] ?? "nothing", facts);
    }
  } finally {
    executor.close();
  }
  return { programs: count, values, equal, unknown, differences };
}

function wordsOf(value: Fact["values"][number]): { readonly text: string; readonly unknown: string | null } {
  if (value.kind === "unknown") return { text: "unknown", unknown: value.reason };
  if (value.kind !== "plain") return { text: value.kind, unknown: value.kind };
  return { text: value.text, unknown: value.text === "true or false" ? "undecided" : null };
}
