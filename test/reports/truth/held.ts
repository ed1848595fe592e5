import { createAnalyzer } from "../../../src/analyzer/index.ts";
import { knownShape } from "../../../src/ir/index.ts";
import { summarize } from "../../../src/passes/index.ts";
import { severityOf } from "../../../src/problems/index.ts";
import { authorHost } from "../../analyzer/author-host.ts";

/** A net of a table that nobody here made up, and how what the analyzer says of it differs; null where it does not. */
export interface Held {
  readonly net: string;
  readonly difference: string | null;
}

/** What the analyzer says of a model, and what a table says. */
export interface NetFigures {
  readonly parameters: number | null;
  readonly macs: number | null;
  readonly outputs: readonly string[];
}

/** The figures of a file's models; a file is given by its path, and its text if it is none of the disk's. */
export function figuresOf(
  path: string,
  text?: string,
): { readonly errors: readonly string[]; readonly models: readonly NetFigures[] } {
  const { models, problems } = createAnalyzer(authorHost(text === undefined ? {} : { [path]: text })).analyze(
    path,
  );
  const errors = problems.filter((problem) => severityOf(problem) === "error");
  return {
    errors: errors.map(({ code }) => code),
    models: models.map(({ graph }) => {
      const { parameters, macs } = summarize(graph).total;
      const outputs = graph.outputs.map(
        (id) => knownShape(graph.nodes[id]?.shape ?? [])?.join("×") ?? "unknown",
      );
      return { parameters: plain(parameters), macs: plain(macs), outputs };
    }),
  };
}

function plain(count: unknown): number | null {
  return typeof count === "number" ? count : null;
}

/** A line about what differs; null where nothing does. */
export function differenceOf(
  said: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): string | null {
  const different = Object.keys(expected).filter((name) => said[name] !== expected[name]);
  return different.length === 0
    ? null
    : different.map((name) => `${name} ${said[name]} instead of ${expected[name]}`).join(", ");
}
