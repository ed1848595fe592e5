import { type CostUnit, type Dim, type Graph, printDim, printShapeShort, type Report } from "../ir/index.ts";
import { costIn, exactCount } from "./counts.ts";
import { fixedNote, totalWords } from "./totals.ts";

/** What a table of layers is made of: a model's document, or as much of one. */
export interface TabledModel {
  readonly name: string;
  readonly graph: Graph;
  readonly report: Report;
  /** One per node, by id: how its op is called. */
  readonly titles: readonly string[];
}

/** What tables of layers can be written as, for other programs and pages. */
type TableFormat = "csv" | "md";

/** The layers of all models as the text of one file. */
export function tablesOf(models: readonly TabledModel[], format: TableFormat, unit: CostUnit): string {
  return format === "csv"
    ? csvTables(models, unit)
    : models.map((one) => markdownTable(one, unit)).join("\n");
}

interface TableRow {
  readonly path: string;
  readonly op: string;
  readonly output: string;
  /** A text where a count is not known of a part, or the part is not reached. */
  readonly parameters: Dim | string;
  /** How many of them are fixed, in words. */
  readonly note?: string;
  readonly work: Dim | string;
}

/** For spreadsheets, as RFC 4180 has it: plain digits, and the model's name in each row. */
function csvTables(models: readonly TabledModel[], unit: CostUnit): string {
  const header = ["model", "module", "op", "output", "parameters", unit];
  const rows = models.flatMap((model) =>
    rowsOf(model, unit).map(({ path, op, output, parameters, work }) => {
      return [model.name, path, op, output, cell(parameters, plainCount), cell(work, plainCount)];
    }),
  );
  return [header, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

/** A heading, a row for each layer, and the totals in the last row. */
function markdownTable(model: TabledModel, unit: CostUnit): string {
  const rows = rowsOf(model, unit).map(({ path, op, output, parameters, note = "", work }) => {
    return [path, op, output, `${cell(parameters, exactCount)}${note}`, cell(work, exactCount)];
  });
  const totals = [
    totalWords(model.report, "parameters", exactCount),
    totalWords(model.report, "macs", (macs) => exactCount(costIn(macs, unit))),
  ];
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |\n`;
  const header = `${line(["module", "op", "output", "parameters", unit])}| --- | --- | --- | ---: | ---: |\n`;
  return `### ${escaped(model.name)}\n\n${header}${[...rows, ["total", "", "", ...totals]].map(line).join("")}`;
}

/** A row for each op but the inputs, then for each part of which nothing is known, then for each layer that is not reached. */
function rowsOf({ graph, report, titles }: TabledModel, unit: CostUnit): readonly TableRow[] {
  const inputs = new Set(graph.inputs);
  const layers = graph.nodes.flatMap(({ id, owner, module, shape }): readonly TableRow[] => {
    const counts = report.nodes[id];
    if (inputs.has(id) || counts === undefined) return [];
    const { parameters, macs } = counts;
    const note = fixedNote(counts);
    const [op, output] = [titles[id] ?? "", printShapeShort(shape)];
    return [{ path: owner ?? module, op, output, parameters, note, work: costIn(macs, unit) }];
  });
  const unknown = graph.unknowns
    .filter(({ kind }) => kind === "value")
    .map(({ path, reason }): TableRow => {
      const nothing = { output: "unknown", parameters: "unknown", work: "unknown" };
      return { path: path ?? "?", op: `unknown: ${reason}`, ...nothing };
    });
  const isKnown = graph.unknowns.length === 0;
  const unused = graph.unused.map(({ path, className }, index): TableRow => {
    const parameters = report.unused[index]?.parameters ?? 0;
    const reached = isKnown ? { output: "not used", work: 0 } : { output: "unknown", work: "unknown" };
    return { path, op: className, parameters, ...reached };
  });
  return [...layers, ...unknown, ...unused];
}

function cell(count: Dim | string, say: (count: Dim) => string): string {
  return typeof count === "string" ? count : say(count);
}

function plainCount(count: Dim): string {
  const words = exactCount(count);
  return typeof count === "number" ? String(count) : words === "unknown" ? words : printDim(count);
}

/** A spreadsheet would take a text that begins with one of these signs for a formula. */
const formulaSigns = /^[=+\-@\t\r]/;

function quoted(text: string): string {
  const safe = formulaSigns.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Nothing of a name is markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, "\\$&").replace(/\s+/g, " ");
}
