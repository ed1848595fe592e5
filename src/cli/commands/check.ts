import type { View } from "../../ide/index.ts";
import { isFault } from "../../problems/index.ts";
import { chooseModels } from "../chosen-models.ts";
import { noModel } from "../no-model.ts";
import { problemData, problemLines } from "../problem-lines.ts";
import type { Command } from "./command.ts";

export const check: Command = {
  name: "check",
  summary: "the problems as file:line:column; exit code 1 if there are any",
  examples: [
    {
      arguments: "check model.ts",
      comment: "the problems as file:line:column; exits with 1 if there are any",
    },
  ],
  run(options, host) {
    const { view, chosen } = chooseModels(options, host);
    const asked = options.inputs !== null || options.wanted !== null;
    const views = asked && chosen.length > 0 ? [...new Set(chosen.map((one) => one.view))] : [view];
    if (options.json) {
      host.print(
        `${JSON.stringify(
          views.flatMap((one) => problemData(one, host)),
          null,
          2,
        )}\n`,
      );
    } else {
      host.print([...new Set(views.flatMap((one) => problemLines(one, host)))].join(""));
      if (isWithoutModel(view)) host.complain(`${noModel(view, options.file)}\n`);
    }
    return views.some(hasFault) ? 1 : 0;
  },
};

/** A file of helpers is no fault, but whoever expects a model in it has to know why there is none. */
function isWithoutModel(view: View): boolean {
  return view.analysis.models.length === 0 && !hasFault(view);
}

function hasFault(view: View): boolean {
  return view.problems().some(({ code }) => isFault(code));
}
