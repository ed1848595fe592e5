import { batchFolded } from "./batch-folded.ts";
import { biasBeforeNorm } from "./bias-before-norm.ts";
import { changedInPlace } from "./changed-in-place.ts";
import { channelMismatch } from "./channel-mismatch.ts";
import { concatMismatch } from "./concat-mismatch.ts";
import { deadBranch } from "./dead-branch.ts";
import { depthwiseAlone } from "./depthwise-alone.ts";
import { endlessLoop } from "./endless-loop.ts";
import { featureMismatch } from "./feature-mismatch.ts";
import { fixedField } from "./fixed-field.ts";
import { groupsDoNotDivide } from "./groups-do-not-divide.ts";
import { heavyLinear } from "./heavy-linear.ts";
import { idleLanes } from "./idle-lanes.ts";
import { invalidAttribute } from "./invalid-attribute.ts";
import { invalidAxis } from "./invalid-axis.ts";
import { kernelExceedsInput } from "./kernel-exceeds-input.ts";
import { malformedBudget } from "./malformed-budget.ts";
import { malformedInput } from "./malformed-input.ts";
import { matmulMismatch } from "./matmul-mismatch.ts";
import { missingActivation } from "./missing-activation.ts";
import { missingExport } from "./missing-export.ts";
import { missingForward } from "./missing-forward.ts";
import { missingImport } from "./missing-import.ts";
import { missingMember } from "./missing-member.ts";
import { missingNew } from "./missing-new.ts";
import { missingReturn } from "./missing-return.ts";
import { missingSuper } from "./missing-super.ts";
import { misspeltPackage } from "./misspelt-package.ts";
import { modelTooLarge } from "./model-too-large.ts";
import { noModel } from "./no-model.ts";
import { normOfOneValue } from "./norm-of-one-value.ts";
import { notAClass } from "./not-a-class.ts";
import { notAList } from "./not-a-list.ts";
import { notAModule } from "./not-a-module.ts";
import { notATensor } from "./not-a-tensor.ts";
import { notAssignable } from "./not-assignable.ts";
import { notCallable } from "./not-callable.ts";
import { notIterable } from "./not-iterable.ts";
import { notOptions } from "./not-options.ts";
import { overBudget } from "./over-budget.ts";
import type { ProblemDefinition, RefusingOp, Severity } from "./problem-definition.ts";
import { reshapeMismatch } from "./reshape-mismatch.ts";
import { rowsCutOff } from "./rows-cut-off.ts";
import { samePaddingNeedsStride1 } from "./same-padding-needs-stride-1.ts";
import { shapeMismatch } from "./shape-mismatch.ts";
import { shortSightedHead } from "./short-sighted-head.ts";
import { softmaxAtTheEnd } from "./softmax-at-the-end.ts";
import { spareArgument } from "./spare-argument.ts";
import { syntaxError } from "./syntax-error.ts";
import { tensorOperator } from "./tensor-operator.ts";
import { thrown } from "./thrown.ts";
import { tooManySteps } from "./too-many-steps.ts";
import { unboundedRecursion } from "./unbounded-recursion.ts";
import { undeclaredName } from "./undeclared-name.ts";
import { undefinedMember } from "./undefined-member.ts";
import { unfollowedLoop } from "./unfollowed-loop.ts";
import { unknownModel } from "./unknown-model.ts";
import { unknownOption } from "./unknown-option.ts";
import { unreadPackage } from "./unread-package.ts";
import { unsupportedSyntax } from "./unsupported-syntax.ts";
import { unusedLayer } from "./unused-layer.ts";
import { usedBeforeDeclaration } from "./used-before-declaration.ts";
import { wideningBottleneck } from "./widening-bottleneck.ts";
import { wrongInputCount } from "./wrong-input-count.ts";
import { wrongRank } from "./wrong-rank.ts";

export { isChannelsLast } from "./channel-mismatch.ts";
export { heavyLinearLimits } from "./heavy-linear.ts";
export { idleLanesLimits } from "./idle-lanes.ts";
export { inLibraryStyle } from "./instead/style.ts";
export { type MemberMeant, memberMeant, pytorchNamesOf, synonymOf } from "./instead/synonyms.ts";
export { type InputFault, inputFaultWords } from "./malformed-input.ts";
export { type LibraryNames, type MemberUse, meantByPath, meantName, plainName } from "./meant-name.ts";
export { meantForward } from "./missing-forward.ts";
export { isLayerInstead, lackingName, type MissingMember, saysInstead } from "./missing-member.ts";
export { type NoModel, noModelWords } from "./no-model.ts";
export { didYouMean, importedName, isThing, printName, printValue } from "./phrases.ts";
export type {
  LibraryName,
  ProblemDefinition,
  ProblemPage,
  RefusingOp,
  Severity,
} from "./problem-definition.ts";
export {
  insteadOfPytorch,
  insteadOfUndeclared,
  isPytorchPackage,
  pytorchMembers,
} from "./pytorch-only.ts";
export { shortSightedShare } from "./short-sighted-head.ts";
export { methodInstead } from "./tensor-operator.ts";

/** Every problem that a model file can have, one line each: first those of ops, then the analyzer's own. */
export const problemDefinitions = [
  channelMismatch,
  featureMismatch,
  matmulMismatch,
  wrongRank,
  shapeMismatch,
  concatMismatch,
  groupsDoNotDivide,
  kernelExceedsInput,
  invalidAttribute,
  invalidAxis,
  samePaddingNeedsStride1,
  reshapeMismatch,
  wrongInputCount,
  changedInPlace,
  batchFolded,
  spareArgument,
  syntaxError,
  malformedInput,
  malformedBudget,
  overBudget,
  missingExport,
  missingImport,
  endlessLoop,
  unboundedRecursion,
  modelTooLarge,
  unreadPackage,
  misspeltPackage,
  unsupportedSyntax,
  unfollowedLoop,
  tooManySteps,
  unknownModel,
  unusedLayer,
  noModel,
  notCallable,
  missingNew,
  missingForward,
  missingReturn,
  notOptions,
  unknownOption,
  missingMember,
  fixedField,
  notATensor,
  notAList,
  notAModule,
  tensorOperator,
  undeclaredName,
  usedBeforeDeclaration,
  undefinedMember,
  notIterable,
  notAClass,
  notAssignable,
  missingSuper,
  thrown,
  // What design lints say.
  biasBeforeNorm,
  rowsCutOff,
  shortSightedHead,
  heavyLinear,
  missingActivation,
  softmaxAtTheEnd,
  idleLanes,
  normOfOneValue,
  deadBranch,
  depthwiseAlone,
  wideningBottleneck,
] as const;

type Definition = (typeof problemDefinitions)[number];

/** A code reads after "allow" and never changes its meaning. */
export type ProblemCode = Definition["code"];

/** What the sentence of a code needs. */
export type ProblemData<C extends ProblemCode> =
  Extract<Definition, { readonly code: C }> extends ProblemDefinition<C, infer D> ? D : never;

/** A fault as data: its code, and what that code needs. */
export type Problem = {
  [C in ProblemCode]: { readonly code: C; readonly data: ProblemData<C> };
}[ProblemCode];

const byCode: ReadonlyMap<string, ProblemDefinition> = new Map(
  problemDefinitions.map((one) => [one.code, one]),
);

/** Only listed codes travel, so another one is a bug of ours. */
export function definitionOf(code: string): ProblemDefinition {
  const found = byCode.get(code);
  if (found === undefined) throw new Error(`There is no problem with the code "${code}".`);
  return found;
}

/** Whether it makes a model wrong. What the analysis cannot follow does not, nor what is doubtful but runs. */
export function isFault(code: ProblemCode): boolean {
  const { severity, runs } = definitionOf(code);
  return severity !== "information" && severity !== "hint" && runs !== true;
}

/** How serious a problem is. On the assumed input of something that the file itself does not call, it is only a warning. */
export function severityOf({
  code,
  isUncalled,
}: {
  readonly code: string;
  readonly isUncalled?: true;
}): Severity {
  const { severity } = definitionOf(code);
  return severity === "error" && isUncalled ? "warning" : severity;
}

/** The one sentence about a problem, for the editor, the terminal and the error that is thrown under Node alike. */
export function sentenceOf(problem: Problem, op: RefusingOp = noOp): string {
  return definitionOf(problem.code).sentence(problem.data, op);
}

const noOp: RefusingOp = { name: "This", inputs: [] };
