import { covers, type FileRange } from "../../base/index.ts";
import type { ProblemData } from "../../problems/index.ts";
import type { Budget } from "../analysis.ts";
import type { Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import { report } from "../run/machine.ts";
import { type BudgetComment, budgetComments, isVariableStatement, placeOf } from "../syntax/index.ts";
import type { Value } from "../values/value.ts";
import { exportsIn, mayBeModel, valuesOf } from "./idle-inputs.ts";
import type { FoundModel } from "./models.ts";
import { tensorFunctions } from "./tensor-functions.ts";

/** The limits of the file's `@budget` comments with their models. What limits nothing is reported. */
export function budgetsOf(
  program: Program,
  file: SourceFile,
  models: readonly FoundModel[],
): readonly Budget[] {
  const { parsed } = file;
  if (parsed.isBroken || !parsed.text.includes("@budget")) return [];
  return parsed.source.statements.flatMap((statement) =>
    [statement, ...exportsIn(statement)].flatMap((node) => {
      const comments = budgetComments(parsed, node);
      if (comments.length === 0) return [];
      const held = valuesOf(program, file, node);
      const isFunction = tensorFunctions(parsed).some((one) => one.statement === node);
      const within = isVariableStatement(node) || isFunction ? placeOf(parsed, node) : null;
      const meant = models.filter((found) => isMeant(found, held, within));
      return limitsOf(program, comments, meant, absence(held, isFunction));
    }),
  );
}

/**
 * A model is meant by its class, by what holds it, or because the statement calls it or is its function; `within` is the
 * statement, where calls in it and functions of it are what its comments are about.
 */
function isMeant(
  { model, root }: FoundModel,
  held: readonly (Value | undefined)[],
  within: FileRange | null,
): boolean {
  const isHeld = held.some(
    (value) =>
      root !== null &&
      (value === root || (value?.kind === "class" && value.code === (root.class?.code ?? null))),
  );
  const isFunction = root === null && model.declaration !== null;
  return isHeld || isInside(model.call, within) || (isFunction && isInside(model.declaration, within));
}

function isInside(place: FileRange | null, around: FileRange | null): boolean {
  return place !== null && around !== null && covers(around, place);
}

type BudgetFault = ProblemData<"malformed-budget">["fault"];

/** Why what is below a comment has no model of its own; null where that may only be because something else is wrong. */
function absence(held: readonly (Value | undefined)[], isFunction: boolean): BudgetFault | null {
  if (!isFunction && !held.some(mayBeModel)) return { kind: "no-model" };
  return held.some(isPart) ? { kind: "part-only" } : null;
}

function isPart(value: Value | undefined): boolean {
  const instances = value?.kind === "class" ? value.instances : value?.kind === "object" ? [value] : [];
  return instances.some(({ module }) => module !== null && module.calls.length > 0);
}

function limitsOf(
  program: Program,
  comments: readonly BudgetComment[],
  models: readonly FoundModel[],
  fault: BudgetFault | null,
): readonly Budget[] {
  const refuse = (at: FileRange, written: string, why: BudgetFault) =>
    report(program.m, { code: "malformed-budget", at, data: { written, fault: why } });
  return comments.flatMap(({ entries, written, at }) => {
    if (entries.length === 0) refuse(at, written, { kind: "nothing" });
    else if (models.length === 0 && fault !== null) refuse(at, written, fault);
    return entries.flatMap((entry): Budget[] => {
      if (entry.kind === "limit") {
        const { word, limit } = entry;
        return [{ word, limit, at: entry.at, models: models.map(({ model }) => model.id) }];
      }
      refuse(entry.at, written, entry);
      return [];
    });
  });
}
