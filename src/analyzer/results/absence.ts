import { keepsTensors } from "../../ops/index.ts";
import { isFault, meantForward } from "../../problems/index.ts";
import type { Absence } from "../analysis.ts";
import type { Program } from "../program/program.ts";
import type { SourceFile } from "../program/source-file.ts";
import { construct } from "../run/construct.ts";
import { type Machine, report } from "../run/machine.ts";
import { BudgetStop, Thrown } from "../run/stops.ts";
import { thrownText } from "../run/thrown-text.ts";
import {
  type ClassLikeDeclaration,
  constructsAny,
  hasModifier,
  isMethodDeclaration,
  namesUsedAsValues,
  placeOf,
  SyntaxKind,
  textOf,
} from "../syntax/index.ts";
import { findMember, foreignParent } from "../values/prototype.ts";
import type { ClassValue, ObjectValue, Value } from "../values/value.ts";
import { functionAbsences, type Surroundings, variableAbsences } from "./absent-values.ts";

/** Why a file has no model: the last of what is meant as one, else of what comes near. Asked only of a file without a model. */
export function absenceOf(program: Program, file: SourceFile): Absence | null {
  const around = surroundingsOf(program, file);
  const classes = program.m.classes
    .filter(({ value }) => value.code.file === file.parsed && value.name !== "")
    .map(({ value, node }) => classAbsence(around, value, node as ClassLikeDeclaration));
  const found = [...functionAbsences(around), ...classes, ...variableAbsences(around)].filter(
    (absence) => absence !== undefined,
  );
  return found.findLast(({ isMeant }) => isMeant) ?? found.at(-1) ?? null;
}

/** Reports what is meant as a model and is none, unless a fault has told why already. */
export function reportAbsence(m: Machine, { at, isMeant, ...data }: Absence): void {
  const isTold = [...m.problems.values()].some(({ code }) => isFault(code));
  if (isMeant && !isTold) report(m, { code: "no-model", at, data });
}

function surroundingsOf(program: Program, file: SourceFile): Surroundings {
  const { parsed, code, scope } = file;
  const times = namesUsedAsValues(parsed);
  const exported = [...code.exports.values()].flatMap((one): readonly Value[] =>
    one.kind === "local" && scope !== null ? [one.read(scope)] : [],
  );
  const ofLibrary = code.imports
    .filter(({ specifier }) => program.resolutions.get(`${parsed.path}\n${specifier}`)?.kind === "library")
    .flatMap(({ locals }) => locals ?? []);
  const ofFile = program.m.classes.flatMap(({ value }) => (value.isModule ? [value.name] : []));
  return {
    program,
    file,
    isForOthers: (name, value) => exported.includes(value) || (times.get(name) ?? 0) > 1,
    isOnlyExport: (name, value) =>
      exported.length === 1 && exported[0] === value && times.get(name) === 1 && hasWeights(value),
    makers: new Set([...ofLibrary, ...ofFile]),
  };
}

function hasWeights({ module }: ObjectValue): boolean {
  return module?.layer ? keepsTensors(module.layer.op, module.layer.attrs) : false;
}

function classAbsence(
  { program: { m }, file: { parsed }, isForOthers, makers }: Surroundings,
  cls: ClassValue,
  node: ClassLikeDeclaration,
): Absence | undefined {
  const { name } = cls;
  const base = { name, at: placeOf(parsed, node.name ?? node) };
  const hasForward = findMember(cls, "forward") !== undefined;
  const isAlone = !isForOthers(name, cls);
  if (hasModifier(node, SyntaxKind.AbstractKeyword))
    return cls.isModule ? { kind: "abstract", ...base, isMeant: false } : undefined;
  if (!cls.isModule) {
    if (!hasForward || foreignParent(cls) !== undefined) return undefined;
    return { kind: "not-a-module", ...base, isMeant: constructsAny(node, makers) };
  }
  const isCalled = m.rootCalls.some(({ root }) => root.class === cls);
  if (cls.instances.some(({ module }) => module !== null && module.calls.length > 0))
    return { kind: "without-tensor", ...base, isMeant: isCalled || isAlone };
  const thrown = cls.code.parameters.length > 0 ? undefined : thrownBy(() => construct(m, cls, []));
  if (thrown !== undefined) return { kind: "throws", ...base, message: thrownText(thrown), isMeant: isAlone };
  if (hasForward) return undefined;
  const methods = node.members.filter(isMethodDeclaration).map((method) => textOf(parsed, method.name));
  const meant = meantForward(methods);
  return { kind: "without-forward", ...base, meant, isMeant: isAlone || meant !== null };
}

/** What the author throws; undefined where nothing is thrown, or not within the budget. */
function thrownBy(run: () => unknown): Value | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Thrown) return error.value;
    if (error instanceof BudgetStop || error instanceof RangeError) return undefined;
    throw error;
  }
}
