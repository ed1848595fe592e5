import { problemLine, type View, wordedProblem } from "../ide/index.ts";
import type { WordedProblem } from "../protocol/index.ts";
import type { CliHost } from "./host.ts";
import { shownPath } from "./source-file.ts";

export function problemLines(view: View, host: CliHost): readonly string[] {
  return problemData(view, host).map((problem) => `${problemLine(problem)}\n`);
}

/** The problems with places from 1 and files as the command line shows them. */
export function problemData(view: View, host: CliHost): readonly WordedProblem[] {
  return view.problems().map((problem) => wordedProblem(view, problem, (file) => shownPath(file, host)));
}
