import { besideText } from "../models/diff-text.ts";
import { modelsBeside } from "../models/model-diff.ts";
import { type AgentTool, answered } from "./agent-tool.ts";
import { openFile } from "./files.ts";
import { commonInputs } from "./inputs.ts";
import { modelOf, namedModel } from "./models.ts";

export const compare: AgentTool = {
  name: "compare",
  title: "Compare two CNNs",
  description:
    "Two CNN models side by side, of one file or of two: the layers that only one has or that differ, and the difference in parameters, MACs and memory.",
  inputs: {
    file: commonInputs.file,
    model: commonInputs.model,
    otherModel: { type: "string", description: "The variable or class of the model to compare with." },
    otherFile: { type: "string", description: "The other model's file, if it is not the same." },
  },
  async answer(inputs, context) {
    const one = await namedModel(inputs, context);
    if (!one.ok) return one;
    const file = await openFile(context, inputs.text("otherFile") ?? inputs.text("file") ?? "");
    if (!file.ok) return file;
    const other = modelOf(file.value.view, inputs.text("otherModel"));
    if (!other.ok) return other;
    const { diff } = modelsBeside(one.value, other.value);
    const names = { before: one.value.model.name, after: other.value.model.name };
    return answered(besideText(diff, names, one.value.view.settings.units));
  },
};
