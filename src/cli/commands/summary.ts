import { modelDocument, summaryText } from "../../ide/index.ts";
import { tablesOf } from "../../words/index.ts";
import { chooseModels } from "../chosen-models.ts";
import type { CliOptions } from "../cli-options.ts";
import { modelData } from "../model-data.ts";
import { noModel } from "../no-model.ts";
import { problemLines } from "../problem-lines.ts";
import { UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";

export const summary: Command = {
  name: "summary",
  summary: "a table of layers with output shapes, parameters and MACs, and totals",
  examples: [
    {
      arguments: "summary model.ts",
      comment: "a row for each layer: path, op, output shape, parameters, MACs",
    },
    {
      arguments: "summary model.ts --format csv",
      comment: "the same for a spreadsheet; markdown is for a page",
    },
  ],
  run(options, host) {
    const { view, chosen } = chooseModels(options, host);
    const format = formatOf(options);
    if (format === "csv" || format === "md") {
      const models = chosen.map((one) => modelDocument(one.view, one.model));
      if (models.length > 0) host.print(tablesOf(models, format, options.settings.units));
    } else if (format === "json") {
      host.print(
        `${JSON.stringify(
          chosen.map((one) => modelData(one, host)),
          null,
          2,
        )}\n`,
      );
    } else {
      host.print(chosen.map((one) => summaryText(one.view, [one.model])).join("\n"));
    }
    const views = chosen.length === 0 ? [view] : [...new Set(chosen.map((one) => one.view))];
    host.complain(views.flatMap((one) => problemLines(one, host)).join(""));
    if (chosen.length > 0) return 0;
    host.complain(`${noModel(view, options.file)}\n`);
    return 1;
  },
};

type Format = "text" | "json" | "csv" | "md";

function formatOf({ json, format }: CliOptions): Format {
  if (format === null) return json ? "json" : "text";
  const found = formats[format];
  if (found === undefined) {
    throw new UsageError(
      `There is no format "${format}" of a summary: --format is csv, markdown, json or text.`,
    );
  }
  if (json && found !== "json")
    throw new UsageError(`--json and --format ${format} are two formats: give one.`);
  return found;
}

const formats: Readonly<Record<string, Format>> = {
  text: "text",
  json: "json",
  csv: "csv",
  markdown: "md",
  md: "md",
};
