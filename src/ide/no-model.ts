import { isFault, noModelWords } from "../problems/index.ts";
import { wordedProblem } from "./problems.ts";
import type { View } from "./view/view.ts";

/** Why a file has no model, and what to do. */
export function noModel(view: View, file?: string): string {
  const words = absenceWords(view);
  const where = file === undefined ? "" : ` in ${file}`;
  return `There is no model${where}${words.startsWith(":") ? "" : " "}${words}`;
}

function absenceWords(view: View): string {
  const { absence, problems, blocks } = view.analysis;
  const fault = problems.find(({ code }) => isFault(code) && code !== "no-model");
  const problem = fault ?? (absence?.isMeant === true ? undefined : problems[0]);
  if (problem !== undefined) {
    const { line, message } = wordedProblem(view, problem);
    return `that can be followed from input to output, because of line ${line}: ${message}`;
  }
  if (absence !== null)
    return `: ${noModelWords(absence, `${absence.name} (line ${view.lineOf(absence.at)})`)}`;
  const [block] = blocks;
  return block === undefined
    ? ": no class extends nn.Module, and no layer is called on a tensor."
    : `: nothing is called on a tensor. Say what to call, and on which shape, with --class ${block.name} --input 1x3x224x224.`;
}
