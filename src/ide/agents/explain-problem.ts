import { nearestName } from "../../base/index.ts";
import { didYouMean, problemDefinitions } from "../../problems/index.ts";
import { type AgentTool, answered, refused } from "./agent-tool.ts";
import { problemPage } from "./problem-page.ts";

export const explainProblem: AgentTool = {
  name: "explain_problem",
  title: "Explain a CNN problem",
  description:
    "What a problem code of cnn-blocks, such as channel-mismatch, means: how it comes about, a faulty example, the same code as it should be, and which quick fixes there are.",
  inputs: {
    code: {
      type: "string",
      description: "The problem's code, as in error[channel-mismatch].",
      required: true,
    },
  },
  answer(inputs) {
    const code = inputs.text("code") ?? "";
    const found = problemDefinitions.find((one) => one.code === code);
    if (found !== undefined) return answered(problemPage(found));
    const codes = problemDefinitions.map((one): string => one.code);
    const near = didYouMean(nearestName(code, codes) ?? null);
    return refused(`There is no problem "${code}".${near} The codes are ${codes.join(", ")}.`);
  },
};
