import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { definitionOf, type ProblemDefinition } from "../../problems/index.ts";
import type { CliHost } from "../host.ts";
import type { Finding } from "./checked-file.ts";

/** What a log says of the command itself. */
export type FormatContext = Pick<CliHost, "version">;

const schema = "https://json.schemastore.org/sarif-2.1.0.json";

const levels = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

/** A log of the Static Analysis Results Interchange Format 2.1.0, which code scanning services read. */
export function sarifText(findings: readonly Finding[], { version }: FormatContext): string {
  const codes = [...new Set(findings.map(({ problem }) => problem.code))];
  const rules = codes.map((code) => ruleOf(definitionOf(code)));
  const results = findings.map((finding) => resultOf(finding, codes.indexOf(finding.problem.code)));
  const run = {
    tool: { driver: { name: "cnn-blocks", version, rules } },
    columnKind: "utf16CodeUnits",
    results,
  };
  return `${JSON.stringify({ $schema: schema, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function ruleOf({ code, severity, page }: ProblemDefinition) {
  return {
    id: code,
    shortDescription: { text: page.meaning.split(/(?<=\.) /)[0] },
    fullDescription: { text: page.meaning },
    help: { text: page.meaning, markdown: `${page.meaning}\n\n\`\`\`ts\n${page.example.trim()}\n\`\`\`\n` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf({ problem, endLine, endColumn }: Finding, ruleIndex: number) {
  const { code, severity, message, file, line, column } = problem;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
  };
}

/** Relative to the folder of the check, as a service that knows the repository expects it. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join("/");
}
