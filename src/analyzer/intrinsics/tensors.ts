import { printThing } from "../../base/index.ts";
import { findOp, isOp, startOfInit } from "../../ops/index.ts";
import { presentDoubt } from "../run/arms/fork.ts";
import { countNode } from "../run/budget.ts";
import { callFunction } from "../run/call.ts";
import { isUnknownRow, iterate } from "../run/iteration/iterate.ts";
import { countConsequences, type Machine } from "../run/machine.ts";
import { nativeValue } from "../run/native-value.ts";
import { keepTensor } from "../run/recipes/keep-tensor.ts";
import { shareStorage } from "../run/recipes/tensor-states.ts";
import { throwError } from "../run/throw-error.ts";
import { newArray, newModuleState, newObject } from "../values/containers.ts";
import { join, rowOf } from "../values/join.ts";
import { noteEffects, noteRead } from "../values/journal.ts";
import {
  booleanValue,
  from,
  stringValue,
  tensorValue,
  undefinedValue,
  unknownValue,
} from "../values/make.ts";
import { findMember, thingOf } from "../values/prototype.ts";
import type { Made, TensorValue, UnknownValue, Value } from "../values/value.ts";
import { listOf, refuse } from "./arguments.ts";
import { toAttrs } from "./attributes.ts";
import { followBatch } from "./batches.ts";
import { heldTensor } from "./in-place.ts";
import { openNumber, whole } from "./indices.ts";
import { noteFollowing, reportAll } from "./refused-attributes.ts";
import { dimsValue, startIn } from "./starts.ts";

/** What the analyzer knows of `nn/tensor.ts` beside its source: how ops are applied and checked. */
export const tensorIntrinsics: Readonly<Record<string, Value>> = {
  apply: nativeValue("apply", (m, _, args) => applyOp(m, args)),
  attributes: nativeValue("attributes", (m, _, args) => checkAttributes(m, args)),
  asTensor: nativeValue("asTensor", (m, _, [op, input = undefinedValue, name]) =>
    op?.kind === "string"
      ? checkedTensor(m, input, op.text, name?.kind === "string" ? name.text : undefined)
      : input,
  ),
  tensorsIn: nativeValue("tensorsIn", (m, _, [op, list = undefinedValue]) =>
    op?.kind === "string" ? tensorsIn(m, list, op.text) : list,
  ),
  keptTensors: nativeValue("keptTensors", (m, _, args) => keptTensors(m, args)),
  startingFrom: nativeValue("startingFrom", (m, _, args) => startingFrom(m, args)),
  tensorOf: nativeValue("tensorOf", (m, _, [kept = undefinedValue]) => tensorOf(m, kept)),
};

/** The list of tensors that an op was given, as an array. */
function tensorsIn(m: Machine, list: Value, taker: string): Value {
  const taken = listOf(m, list, { taker, holds: "tensors" });
  if (taken.kind === "array" || taken.kind === "either" || taken.kind === "unknown") return taken;
  const row = iterate(m, taken);
  return isUnknownRow(row) ? row : newArray(m, [...row.elements], row.doubt);
}

/** Checking and inferring is more work than a step of the interpreter. */
const stepsAnOp = 10;

/** `attributes(op, attrs, owner)`: what is impossible about a layer is reported where its attribute was written. */
function checkAttributes(m: Machine, [op, attrs = undefinedValue, owner]: readonly Value[]): Value {
  if (op?.kind !== "string") return attrs;
  refuseNoOp(m, op.text);
  m.steps += stepsAnOp;
  const plain = toAttrs(m, attrs);
  const layer = owner?.kind === "object" ? owner : null;
  if (layer?.module) layer.module.layer = { op: op.text, attrs: plain };
  const problems = findOp(op.text).check(plain);
  if (problems.length === 0) return attrs;
  noteEffects(m.journal.watch);
  if (!isRefused(m, layer)) reportAll(m, op.text, problems, { attrs, inputs: [], owner: layer });
  m.refused.add(layer ?? attrs);
  return attrs;
}

/** Throws what the library throws for an unknown op: authors can call what is not meant for them. */
function refuseNoOp(m: Machine, kind: string): void {
  if (!isOp(kind)) throwError(m, "Error", `There is no op "${kind}".`);
}

/** `keptTensors(op, attrs, only)`: a list that ends openly where it is not known whether a layer keeps a tensor. */
function keptTensors(m: Machine, [op, attrs = undefinedValue, only]: readonly Value[]): Value {
  if (op?.kind !== "string") return unknownValue("It is not known what the layer keeps");
  refuseNoOp(m, op.text);
  const specs = Object.entries(findOp(op.text).params(toAttrs(m, attrs)));
  const sure = specs.findIndex(([, { isDoubtful }]) => isDoubtful);
  const at = only?.kind === "string" ? specs.findIndex(([name]) => name === only.text) : null;
  const asked = at === null ? specs : specs.slice(Math.max(at, 0), at + 1);
  const kept = asked.map(([name, { shape, learned, init }]) => {
    const { data, numbers } = startOfInit(init);
    const attrs = { shape: dimsValue(m, shape), data: stringValue(data), numbers: dimsValue(m, numbers) };
    const all = { ...attrs, learned: booleanValue(learned), name: stringValue(name) };
    return newObject(m, new Map<string, Value>(Object.entries(all)));
  });
  const why = unknownValue("An attribute of the layer is not known", m.frame?.place ?? null);
  if (at === null) return newArray(m, kept, sure < 0 ? null : { why, sure });
  return newArray(m, kept, specs[at]?.[1].isDoubtful ? { why, sure: 0 } : null);
}

/** `startingFrom(data, learned)`: the attributes of a parameter, read off how its data came about. */
function startingFrom(
  m: Machine,
  [data = undefinedValue, learned = undefinedValue]: readonly Value[],
): Value {
  const given = asTensor(m, data, "parameter");
  const attrs = given.kind === "unknown" ? { shape: given, data: given, numbers: given } : startOf(m, given);
  const all: Readonly<Record<string, Value>> = { ...attrs, learned, name: stringValue("") };
  return newObject(m, new Map(Object.entries(all)));
}

function startOf(m: Machine, given: TensorValue): Readonly<Record<string, Value>> {
  const { data: word, numbers } = startIn(m, given) ?? { data: "calculated", numbers: [] };
  return {
    shape: sizes(m, given),
    data: given.origin === null ? stringValue(word) : from(stringValue(word), given.origin),
    numbers: dimsValue(m, numbers),
  };
}

/** `tensorOf(kept)`: the tensor of a parameter, whose own object goes on holding its fields. */
function tensorOf(m: Machine, kept: Value): Value {
  const state = kept.kind === "object" ? kept.properties.get("state") : undefined;
  const application = state?.kind === "object" ? state.properties.get("application") : undefined;
  if (kept.kind !== "object" || application?.kind !== "object") return kept;
  const given = application.properties.get("attrs") ?? undefinedValue;
  const sizes = given.kind === "object" ? given.properties.get("shape") : undefined;
  if (sizes?.kind === "unknown") return sizes;
  const op = application.properties.get("op");
  const owner = application.properties.get("owner");
  if (op?.kind !== "string") return kept;
  refuseNoOp(m, op.text);
  const attrs = toAttrs(m, given);
  const { value: shape } = findOp(op.text).infer(attrs, []);
  const made = { op: op.text, attrs, inputs: [], shape, scope: null, source: m.frame?.place ?? null, kept };
  // From here on the tensor says what it holds.
  kept.properties.delete("state");
  if (owner?.kind === "object") {
    const own = { ...made, owner };
    keepTensor(m, own);
    return tensorValue(own);
  }
  // Leaving an arm does not undo this, and no recipe repeats it.
  noteEffects(m.journal.watch);
  const module = { ...newModuleState(m.frame), layer: { op: op.text, attrs } };
  const holder = newObject(m, new Map(), kept.class, module);
  const tensor = tensorValue({ ...made, owner: holder });
  module.parameter = tensor;
  return tensor;
}

/** `apply(op, attrs, inputs, owner)`: the one primitive. */
function applyOp(m: Machine, [op, attrs = undefinedValue, list, owner]: readonly Value[]): Value {
  const row = list === undefined ? undefined : rowOf(list);
  if (op?.kind !== "string" || row === undefined) return unknownValue("It is not known what is applied");
  if (row.doubt !== null) return row.doubt.why;
  refuseNoOp(m, op.text);
  const inputs: TensorValue[] = [];
  const module = owner?.kind === "object" ? owner : null;
  const isMisled = isRefused(m, module) || isRefused(m, attrs);
  for (const element of row.elements) {
    const input = asTensor(m, element, op.text, { isMisled });
    if (input.kind === "unknown") return input;
    inputs.push(input);
  }
  const plain = toAttrs(m, attrs);
  const shapes = inputs.map(({ shape }) => shape);
  m.onApply?.(op.text, plain, shapes);
  m.steps += stepsAnOp;
  countNode(m);
  const { value: shape, problems } = findOp(op.text).infer(plain, shapes);
  const made = inputs.map((input) => input.made);
  const isFollowing = isMisled || made.some(({ isGuess }) => isGuess);
  const refused = { attrs, inputs, owner: module };
  if (isFollowing) noteFollowing(m, problems, refused);
  else reportAll(m, op.text, problems, refused);
  const isGuess = isFollowing || problems.length > 0;
  const [first] = row.elements;
  const viewed = first?.kind === "tensor" && findOp(op.text).view !== undefined ? first.made : null;
  return applied(m, { op: op.text, attrs: plain, inputs: made, shape, owner: module, isGuess }, viewed);
}

/** Whether a layer, or the attributes of an op, were refused before: what is wrong with their use follows from that. */
function isRefused(m: Machine, value: Value | null): boolean {
  return value !== null && m.refused.has(value);
}

/** The tensor that an op returns here; where `viewed` is given, they share their storage. */
export function applied(
  m: Machine,
  application: Omit<Made, "scope" | "source">,
  viewed: Made | null,
): TensorValue {
  const { op, attrs, owner } = application;
  if (owner?.module) owner.module.layer = { op, attrs };
  const doubt = presentDoubt(m);
  const made = { ...application, scope: m.modelScope, source: m.frame?.place ?? null, doubt };
  if (m.modelScope !== null) m.applied.push(made);
  followBatch(m, made, !made.isGuess);
  if (viewed !== null) shareStorage(m, made, viewed);
  return tensorValue(made);
}

/** How an input is taken: under which name where an author knows it by one, and whether it stands behind what was refused. */
interface Taken {
  readonly name?: string | undefined;
  readonly isMisled?: boolean;
}

/**
 * An input as a tensor; of several that depend on a condition, what they have in common. Behind arguments that were
 * refused, something else in its place only follows from them: `F.maxPool2d(2)`.
 */
function asTensor(m: Machine, value: Value, op: string, taken: Taken = {}): TensorValue | UnknownValue {
  if (value.kind === "tensor") return heldTensor(m, value, op);
  if (value.kind === "unknown" && value.type === undefined) return value;
  if (value.kind === "either") {
    const tensors = value.options.filter((option) => option.value.kind === "tensor");
    const [first, ...rest] = tensors;
    if (first !== undefined) {
      const joined = rest.reduce(
        (left, right) => join(left, right.value, { left: first.given, right: right.given, because: null }),
        first.value,
      );
      return asTensor(m, joined, op, taken);
    }
  }
  const isOpen = value.kind === "either" && value.options.some((option) => mayBeTensor(option.value));
  const what = thingOf(value);
  const data = { what, ...(taken.name !== undefined && { name: taken.name }) };
  if (taken.isMisled) countConsequences(m, 1);
  else if (!isOpen) refuse(m, value, { code: "not-a-tensor", data }, op);
  return unknownValue(`${printThing(what)} is not a tensor`, m.frame?.place ?? null);
}

function mayBeTensor(value: Value): boolean {
  if (value.kind === "unknown") return value.type === undefined;
  return value.kind === "tensor" || value.kind === "either";
}

/** The tensor itself, which may be changed in place later, rather than what it holds now. */
function checkedTensor(m: Machine, value: Value, op: string, name?: string): Value {
  const held = asTensor(m, value, op, { name });
  return value.kind === "tensor" && held.kind === "tensor" ? value : held;
}

/** A tensor's own properties; its methods are the library's source. */
export function tensorMember(m: Machine, tensor: TensorValue, name: string): Value {
  switch (name) {
    case "dims":
    case "shape":
      return sizes(m, tensor);
    case "size":
      return nativeValue("size", (_, self, [axis]) =>
        sizeOf(m, self.kind === "tensor" ? self : tensor, axis),
      );
    case "data":
      return { ...tensor, isData: true };
    case "constructor":
      return tensor.made.kept?.class ?? m.tensorClass ?? undefinedValue;
  }
  const { kept } = tensor.made;
  if (kept !== undefined) noteRead(m.journal, kept);
  const own = kept?.properties.get(name);
  if (own !== undefined) return own;
  const cls = kept?.class ?? m.tensorClass;
  const member = cls === null ? undefined : findMember(cls, name)?.member;
  if (member?.kind === "value") return member.value;
  if (member?.kind === "accessor" && member.value.get !== null)
    return callFunction(m, member.value.get, tensor, []);
  return undefinedValue;
}

function sizes(m: Machine, { shape }: TensorValue): Value {
  return dimsValue(m, shape);
}

function sizeOf(m: Machine, tensor: TensorValue, axis: Value | undefined): Value {
  const all = sizes(m, tensor);
  if (axis === undefined || axis.kind === "undefined") return all;
  const open = openNumber(m, axis);
  if (open !== undefined || all.kind !== "array") return open ?? all;
  return all.elements.at(whole(m, axis, 0)) ?? undefinedValue;
}
