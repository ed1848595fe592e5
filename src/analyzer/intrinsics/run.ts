import { isSpread } from "../../ir/index.ts";
import { callModule } from "../run/call.ts";
import type { Machine } from "../run/machine.ts";
import { getMember } from "../run/members/members.ts";
import { nativeValue } from "../run/native-value.ts";
import { newArray, setProperty } from "../values/containers.ts";
import { overOptions } from "../values/join.ts";
import {
  type ListDoubt,
  type ListedModules,
  type ListedPart,
  listChildren,
  listModules,
  listParameters,
  listPlaces,
} from "../values/listed-modules.ts";
import { booleanValue, stringValue, undefinedValue, unknownValue } from "../values/make.ts";
import { thingOf } from "../values/prototype.ts";
import { rememberSure } from "../values/sure-elements.ts";
import type { Made, ObjectValue, Value } from "../values/value.ts";
import { refuse } from "./arguments.ts";
import { modelErrorClass } from "./errors.ts";

/** Copies of places that a list named. */
const picked = new WeakSet<Made>();

/** What stands for the library's functions about real runs: `trace` calls the model; the analyzer makes the graph. */
export const runIntrinsics: Readonly<Record<string, Value>> = {
  ModelError: modelErrorClass,
  trace: nativeValue("trace", (m, _, [root = undefinedValue, ...inputs]) => {
    if (root.kind === "object" && root.module !== null) callModule(m, root, inputs);
    else if (!mayBeModule(root)) refuseRoot(m, root);
    return unknownValue("A graph is known only when a model runs");
  }),
  isTensor: nativeValue("isTensor", (_, __, [value = undefinedValue]) =>
    overOptions(value, (option) =>
      option.kind === "unknown" ? { ...option, type: "boolean" } : booleanValue(option.kind === "tensor"),
    ),
  ),
  markPicked: nativeValue("markPicked", (_, __, [tensor = undefinedValue]) => {
    if (tensor.kind === "tensor") picked.add(tensor.made);
    return tensor;
  }),
  isPicked: nativeValue("isPicked", (_, __, [tensor = undefinedValue]) =>
    booleanValue(tensor.kind === "tensor" && picked.has(tensor.made)),
  ),
  spreadsTo: nativeValue("spreadsTo", (_, __, [left = undefinedValue, right = undefinedValue]) =>
    overOptions(left, (one) => overOptions(right, (other) => spreadsTo(one, other))),
  ),
  modulesBelow: nativeValue("modulesBelow", (m, _, [root]) => modulesOf(m, root, listModules)),
  modulesIn: nativeValue("modulesIn", (m, _, [root]) => {
    if (root?.kind !== "object") return unknownValue("The module is not known");
    return listOf(m, listModules(root), ({ part }) => part);
  }),
  childModules: nativeValue("childModules", (m, _, [root]) => modulesOf(m, root, listChildren)),
  placesBelow: nativeValue("placesBelow", (m, _, [root]) => {
    if (root?.kind !== "object") return unknownValue("The module is not known");
    const { found, doubt } = listPlaces(root);
    const pairs = found.map((names) =>
      newArray(
        m,
        [...names].map((name) => stringValue(name)),
      ),
    );
    return pairsWithDoubt(m, pairs, doubt);
  }),
  parametersBelow: nativeValue("parametersBelow", (m, _, [root]) => modulesOf(m, root, listParameters)),
  enrolTensor: nativeValue("enrolTensor", () => undefinedValue),
  enrolParameter: nativeValue("enrolParameter", () => undefinedValue),
  enrolKept: nativeValue("enrolKept", () => undefinedValue),
  fixFields: nativeValue("fixFields", (_, __, [layer, names]) => fixFields(layer, names)),
  isTraining: nativeValue("isTraining", (m, _, [module = undefinedValue]) =>
    overOptions(getMember(m, module, trainingKey), (mode) =>
      mode.kind === "undefined" ? booleanValue(false) : mode,
    ),
  ),
  setTraining: nativeValue("setTraining", (m, _, [module, mode = undefinedValue]) => {
    if (module?.kind === "object") setProperty(m, module, trainingKey, mode);
    return undefinedValue;
  }),
};

/** A function of tensors can be called as well, but its result is not a model. */
function mayBeModule({ kind }: Value): boolean {
  return kind === "unknown" || kind === "either" || kind === "function" || kind === "native";
}

function refuseRoot(m: Machine, root: Value): void {
  const data = { name: null, what: thingOf(root) };
  refuse(m, root, { code: "not-callable", data });
}

/** Where a module keeps whether it is in training: under a name that no listing of its fields shows. */
const trainingKey = "@@training";

/** Listing a tree of modules is more work than a step of the interpreter. */
function modulesOf(m: Machine, root: Value | undefined, list: (root: ObjectValue) => ListedModules): Value {
  if (root?.kind !== "object") return unknownValue("The module is not known");
  return listOf(m, list(root), (part) => pairOf(m, part));
}

function pairOf(m: Machine, { name, part }: ListedPart): Value {
  if (part.kind === "unknown") return newArray(m, [{ ...part, type: "string" }, part]);
  return newArray(m, [stringValue(name), part.module?.parameter ?? part]);
}

/** Modules, known and unknown ones; of the unknown ones each may be several or none. */
function listOf(m: Machine, { parts, doubt }: ListedModules, asElement: (part: ListedPart) => Value): Value {
  m.steps += 2 * parts.length;
  const elements = parts.map(asElement);
  if (doubt === null) return newArray(m, elements);
  const sure = parts.findIndex(({ isSure }) => !isSure);
  const list = newArray(m, elements, { why: doubt.why, sure: sure < 0 ? parts.length : sure });
  rememberSure(list, new Set(elements.filter((_, index) => parts[index]?.isSure)));
  return list;
}

/** Pairs of names; with a doubt there may be fewer, or others that are not known. */
function pairsWithDoubt(m: Machine, pairs: Value[], doubt: ListDoubt | null): Value {
  if (doubt?.hasOthers) pairs.push(newArray(m, [{ ...doubt.why, type: "string" }, doubt.why]));
  m.steps += 2 * pairs.length;
  return newArray(m, pairs, doubt === null ? null : { why: doubt.why, sure: 0 });
}

function fixFields(layer: Value | undefined, names: Value | undefined): Value {
  if (layer?.kind !== "object" || layer.module === null || names?.kind !== "array") return undefinedValue;
  const texts = names.elements.flatMap((name) => (name.kind === "string" ? [name.text] : []));
  const key = texts.join(" ");
  const known = fixedNames.get(key) ?? new Set(texts);
  fixedNames.set(key, known);
  layer.module.fixed = known;
  return undefinedValue;
}

/** One set for all layers of a class: a model may have ten thousand of them. */
const fixedNames = new Map<string, ReadonlySet<string>>();

function spreadsTo(left: Value, right: Value): Value {
  if (left.kind === "unknown") return { ...left, type: "boolean" };
  return booleanValue(left.kind === "tensor" && right.kind === "tensor" && isSpread(left.shape, right.shape));
}
