import { createAnalyzer, type FactValue, type SourceHost } from "../../../src/analyzer/index.ts";
import { printShape } from "../../../src/ir/index.ts";
import { severityOf } from "../../../src/problems/index.ts";
import { authorHost } from "../../analyzer/author-host.ts";
import { type Call, inWords, names } from "./call.ts";

/** What the analyzer says of a call that stands in a file. */
export interface Checked {
  /** The first error's code; null where there is none. */
  readonly problem: string | null;
  /** Its result as a hover has it. */
  readonly shape: string;
}

const path = "/author/calls.ts";
let text = "";
const host = authorHost();
const analyzer = createAnalyzer({
  ...host,
  read: (file) => (file === path ? text : host.read(file)),
} satisfies SourceHost);

/** Analyses calls as the lines of one file. */
export function checkSource(calls: readonly Call[]): readonly Checked[] {
  const lines = calls.map(lineOf);
  text = [`import { ${imported.join(", ")} } from "cnn-blocks";`, ...lines].join("\n");
  const { facts, problems } = analyzer.analyze(path);
  const errors = problems.filter((problem) => severityOf(problem) === "error");
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return calls.map((_, index) => {
    const [start = 0, end = text.length] = [starts[index + 1], starts[index + 2]];
    const name = start + (lines[index] ?? "").indexOf("result");
    const fact = facts.find(({ range, role }) => role === "name" && range.start === name);
    const values = fact?.values ?? [];
    return {
      problem: errors.find(({ at }) => at.start >= start && at.start < end)?.code ?? null,
      shape: values.map(wordsOf).join(" or "),
    };
  });
}

function wordsOf(value: FactValue): string {
  if (value.kind === "plain") return value.text;
  return value.kind === "tensor" ? printShape(value.shape) : value.kind;
}

const imported = [
  "stdMean",
  "varMean",
  ...[
    "nn",
    "F",
    "input",
    "add",
    "bmm",
    "cat",
    "cumsum",
    "div",
    "flatten",
    "flip",
    "fullLike",
    "onesLike",
    "zerosLike",
    "matmul",
    "mean",
    "mul",
    "roll",
  ],
  ...[
    "stack",
    "sub",
    "abs",
    "clamp",
    "einsum",
    "exp",
    "full",
    "log",
    "maximum",
    "minimum",
    "pow",
    "sqrt",
    "sum",
    "where",
    "zeros",
    "ones",
  ],
];

/** One line, whose tensors have names of their own. */
function lineOf(call: Call, index: number): string {
  const given = call.inputs.map((shape, place) => `${names[place]} = input(${JSON.stringify(shape)})`);
  return `{ const ${[...given, `result${index} = ${inWords(call)}`].join(", ")}; }`;
}
