import type { Absence } from "../analyzer/index.ts";
import { wordedProblem } from "./problems.ts";
import type { View } from "./view/view.ts";

/** Why a file has no model, and what to do: the rest of "There is no model". */
export function absenceWords(view: View): string {
  const { absence, problems, blocks } = view.analysis;
  const [problem] = problems;
  if (problem !== undefined) {
    const { line, message } = wordedProblem(view, problem);
    return `that can be followed from input to output, because of line ${line}: ${message}`;
  }
  if (absence !== null) return `: ${words(absence, `${absence.name} (line ${view.lineOf(absence.at)})`)}`;
  const [block] = blocks;
  return block === undefined
    ? ": no class extends nn.Module, and no layer is called on a tensor."
    : `: nothing is called on a tensor. Say what to call, and on which shape, with --class ${block.name} --input 1x3x224x224.`;
}

function words(absence: Absence, place: string): string {
  switch (absence.kind) {
    case "abstract":
      return `${place} is abstract. Extend it, and call an instance on a tensor.`;
    case "without-forward":
      return `${place} has no forward. Give it one that returns a tensor.`;
    case "not-a-module":
      return `${place} has a forward, but does not extend nn.Module. Write class ${absence.name} extends nn.Module.`;
    case "uncalled-layer":
      return `${place} is not called on a tensor. Write ${absence.name}(randn(1, 3, 224, 224)), with its own input's sizes.`;
    case "throws":
      return `${place} throws when it is constructed${absence.message === null ? "." : `: ${absence.message}.`}`;
    case "undefined":
      return `${place} is undefined, because ${absence.callee} returns nothing.`;
    case "package":
      return `packages such as ${place} are not read, so what comes from there is unknown.`;
  }
}
