import { summaryText } from "../../ide/index.ts";
import { chooseModels } from "../chosen-models.ts";
import { modelData } from "../model-data.ts";
import { noModel } from "../no-model.ts";
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
  ],
  run(options, host) {
    const { view, chosen } = chooseModels(options, host);
    if (options.json) {
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
