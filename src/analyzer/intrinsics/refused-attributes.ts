import { covers, type FileRange } from "../../base/index.ts";
import type { Shape } from "../../ir/index.ts";
import type { OpProblem } from "../../ops/index.ts";
import type { RelatedPlace } from "../analysis.ts";
import { calledFrom, wayTo } from "../run/called-from.ts";
import { noteConsequence } from "../run/consequences.ts";
import { countConsequences, isReported, keyOfPlace, type Machine } from "../run/machine.ts";
import { wholeOf } from "../run/recipes/given-places.ts";
import { raiseCertain } from "../run/refuse.ts";
import { isNoSize, originOf, sourcesOf } from "../values/make.ts";
import type { Made, ObjectValue, TensorValue, Value } from "../values/value.ts";
import { foldBehind } from "./batches.ts";

/** What was refused: attributes, of a layer where there is one, or the inputs that they were applied to. */
export interface Refused {
  readonly attrs: Value;
  readonly inputs: readonly TensorValue[];
  readonly owner: ObjectValue | null;
}

/** Reports what is wrong with an op, or with a block's arguments, each problem at the argument that causes it. */
export function reportAll(m: Machine, op: string, problems: readonly OpProblem[], refused: Refused): void {
  for (const problem of problems) reportProblem(m, op, problem, refused);
}

/** Reports an op's problem at the argument at fault, with what led to it. */
function reportProblem(m: Machine, op: string, problem: OpProblem, refused: Refused): void {
  const { owner, inputs } = refused;
  const constructed = owner?.module?.frame ?? null;
  const at = placeOf(m, problem, refused);
  if (at === undefined) return;
  const sources = sourcesOfRefused(problem, refused);
  if (sources.length > 0 && !isReported(m, problem.code, at) && isCalculatedFromRefused(m, sources)) {
    countConsequences(m, 1);
    return;
  }
  const related = [
    ...(problem.code === "feature-mismatch" ? foldedAt(inputs) : []),
    ...inputs.flatMap(({ made, shape }) => shapeFrom(made, shape, at)),
    ...calledFrom(problem.blame.kind === "attr" && owner !== null ? constructed : null, at, "constructed"),
    ...wayTo(m, at),
  ];
  raiseCertain(m, { ...problem, at, related, op: { kind: op, inputs: inputs.map(({ shape }) => shape) } });
  if (sources.length > 0 && isReported(m, problem.code, at)) m.refusedSources.push(sources);
}

/** Remembers problems that are not reported, because they may only follow from an earlier refusal. */
export function noteFollowing(m: Machine, problems: readonly OpProblem[], refused: Refused): void {
  countConsequences(m, problems.length);
  for (const problem of problems) {
    const at = placeOf(m, problem, refused);
    if (at !== undefined) noteConsequence(m, { code: problem.code, at, data: problem.data });
  }
}

function placeOf(m: Machine, problem: OpProblem, refused: Refused): FileRange | undefined {
  const constructed = problem.blame.kind === "attr" ? refused.owner?.module?.frame?.place : undefined;
  return blamed(problem, refused) ?? constructed ?? m.frame?.place;
}

/** Where the numbers are written that a refused attribute was calculated from, or the object that was given instead. */
function sourcesOfRefused({ code, blame }: OpProblem, { attrs }: Refused): readonly FileRange[] {
  if (code !== "invalid-attribute" || blame.kind !== "attr" || attrs.kind !== "object") return [];
  return sourcesIn(attrs.properties.get(blame.name));
}

function sourcesIn(value: Value | undefined): readonly FileRange[] {
  if (value?.kind === "array") return value.elements.flatMap(sourcesIn);
  if (value?.kind === "object") return [wholeOf(value)].filter((place) => place !== undefined);
  return value?.kind === "number" && isNoSize(value) ? sourcesOf(value) : [];
}

/** Whether these are the sources of a number that was refused before, or include them. */
function isCalculatedFromRefused({ refusedSources }: Machine, sources: readonly FileRange[]): boolean {
  const places = new Set(sources.map(keyOfPlace));
  return refusedSources.some((refused) => refused.every((place) => places.has(keyOfPlace(place))));
}

/** Where the author wrote what is at fault. Where the library fixed an attribute, only the input can change. */
function blamed({ blame }: OpProblem, { attrs, inputs }: Refused): FileRange | null {
  if (blame.kind === "input") return inputs[blame.index]?.origin ?? null;
  const attr = attrs.kind === "object" ? attrs.properties.get(blame.name) : undefined;
  return writtenAt(attr) ?? inputs[0]?.origin ?? null;
}

/** Like `originOf`, but gives the place of an object literal, or of the one part of a list, that was written instead of a number. */
function writtenAt(attr: Value | undefined): FileRange | null {
  if (attr === undefined) return null;
  const parts = attr.kind === "array" ? attr.elements : [attr];
  const [odd = parts[0], ...others] = parts.filter(({ kind }) => kind !== "number" && kind !== "unknown");
  const part = others.length === 0 ? odd : parts[0];
  const whole = part?.kind === "object" ? wholeOf(part) : part && originOf(part);
  return whole ?? originOf(attr);
}

function shapeFrom(made: Made, shape: Shape, at: FileRange): readonly RelatedPlace[] {
  if (made.source === null || covers(made.source, at)) return [];
  return [{ at: made.source, data: { kind: "shape-from", shape } }];
}

function foldedAt(inputs: readonly TensorValue[]): readonly RelatedPlace[] {
  const fold = foldBehind(inputs.map(({ made }) => made));
  return fold === null ? [] : [{ at: fold.at, data: { kind: "batch-folded" } }];
}
