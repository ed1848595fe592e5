import type { Model, PlacedProblem } from "../../analyzer/index.ts";
import type { FileRange } from "../../base/index.ts";
import type { Workspace } from "../../ide/index.ts";
import { noModel, overrun, type View, wordedProblem } from "../../ide/index.ts";
import { isFault } from "../../problems/index.ts";
import type { WordedProblem } from "../../protocol/index.ts";
import { type ChosenModel, chooseModelsIn } from "../chosen-models.ts";
import type { CliOptions } from "../cli-options.ts";
import type { CliHost } from "../host.ts";
import { openSource, shownPath } from "../source-file.ts";
import type { FoundFile } from "./found-files.ts";

/** What a check found in one file. */
export interface CheckedFile {
  readonly name: string;
  readonly models: readonly ChosenModel[];
  readonly findings: readonly Finding[];
  readonly isFaulty: boolean;
  /** What to say of a file that was named and has no model; null for any other. */
  readonly absence: string | null;
}

/** A problem, and where it ends. */
export interface Finding {
  readonly problem: WordedProblem;
  /** From 1; the column is that behind the last character. */
  readonly endLine: number;
  readonly endColumn: number;
}

export function checkFile(
  file: FoundFile,
  options: CliOptions,
  host: CliHost,
  workspace: Workspace,
): CheckedFile {
  const source = openSource(file.name, host, workspace);
  const { view, chosen } = chooseModelsIn(source, { ...options, file: file.name });
  const isAsked = (options.inputs !== null || options.wanted !== null) && chosen.length > 0;
  const views = isAsked ? [...new Set(chosen.map((one) => one.view))] : [view];
  const problems = [
    ...views.flatMap((one) => one.problems().map((problem) => ({ view: one, problem }))),
    ...chosen.flatMap((one) => tooCostly(one, options).map((problem) => ({ view: one.view, problem }))),
  ];
  const isFaulty = problems.some(({ problem }) => isFault(problem.code));
  const isWithoutModel = view.analysis.models.length === 0 && !isFaulty;
  return {
    name: file.name,
    models: chosen,
    findings: problems.map((one) => findingOf(one.view, one.problem, host)),
    isFaulty,
    // A file of helpers is no fault, but whoever expects a model in it has to know why there is none.
    absence: file.isNamed && isWithoutModel ? noModel(view, file.name) : null,
  };
}

/** The limits of the command line that a model exceeds, at the model's call, construction or declaration. */
function tooCostly({ view, model }: ChosenModel, { limits }: CliOptions): readonly PlacedProblem[] {
  const at = placeOf(view, model);
  return limits.flatMap((limit) => {
    const data = overrun(model, view.report(model), limit);
    return data === null ? [] : [{ code: "over-budget", at, data, related: [], op: null } as const];
  });
}

function placeOf(view: View, { call, construction, declaration }: Model): FileRange {
  const { file, blocks } = view.analysis;
  const own = [declaration, construction, call].find((place) => place?.file === file);
  const named = blocks.find(({ range }) => own === declaration && range.start === own?.start);
  return named === undefined ? (own ?? { file, start: 0, end: 0 }) : { file, ...named.nameRange };
}

function findingOf(view: View, problem: PlacedProblem, host: CliHost): Finding {
  const worded = wordedProblem(view, problem, (path) => shownPath(path, host));
  const end = view.linesOf(problem.at.file)?.positionAt(problem.at.end);
  return {
    problem: worded,
    endLine: end === undefined ? worded.line : end.line + 1,
    endColumn: end === undefined ? worded.column : end.character + 1,
  };
}
