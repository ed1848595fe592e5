import { modelDocument, noModel, summaryText } from "../../ide/index.ts";
import { tablesOf } from "../../words/index.ts";
import { chosenFormat } from "../chosen-format.ts";
import { chooseModels } from "../chosen-models.ts";
import { modelData } from "../model-data.ts";
import { problemLines } from "../problem-lines.ts";
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
    const format = chosenFormat(options, formats, "a summary");
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

/** Every format, by what `--format` says. */
const formats = new Map([
  ["text", "text"],
  ["json", "json"],
  ["csv", "csv"],
  ["markdown", "md"],
  ["md", "md"],
] as const);
