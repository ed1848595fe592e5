import { type Dim, equal, isUnknown, type Shape, substitute, unknownDim } from "../../ir/index.ts";
import {
  changesSince,
  contentsAt,
  type Journal,
  type Mark,
  type Mutable,
  touch,
  type World,
} from "./journal.ts";
import {
  falseValue,
  nothingGiven,
  numberValue,
  tensorValue,
  trueValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "./make.ts";
import { sameValue } from "./same.ts";
import type { Scope } from "./scope.ts";
import type { ArrayValue, EitherValue, Given, ObjectValue, Place, TensorValue, Value } from "./value.ts";

/** Two arms that meet again: what is known in each, and the condition's place for the reason of what is lost. */
export interface Meeting {
  readonly left: Given;
  readonly right: Given;
  readonly because: Place | null;
}

const mostOptions = 4;

/**
 * What a value is after two arms met. A formula of one arm that becomes the other's under what the other knows holds
 * for both: `[N, in, H]` where stride is 1 and in = out, else `[N, out, ⌊(H − 1)/stride⌋ + 1]`, is the latter.
 */
export function join(left: Value, right: Value, meeting: Meeting): Value {
  if (left === right || sameValue(left, right)) return left;
  if (left.kind === "unknown") return left;
  if (right.kind === "unknown") return right;
  if (left.kind === "array" && right.kind === "array" && left.elements.length === right.elements.length) {
    return joinArrays(left, right, meeting);
  }
  if (left.kind === "tensor" && right.kind === "tensor") return joinTensors(left, right, meeting);
  if (left.kind === "number" && right.kind === "number") {
    const dim =
      left.over === null && right.over === null ? joinDims(left.dim, right.dim, meeting) : undefined;
    return dim === undefined || isUnknown(dim) ? lost(meeting, "number") : numberValue(dim, left.origin);
  }
  if (left.kind === "string" && right.kind === "string") return lost(meeting, "string");
  if (isBoolean(left) && isBoolean(right)) return undecided("It depends on a condition", meeting.because);
  return either(left, right, meeting);
}

/** Two arrays of one length, as each arm made its own: element by element. */
function joinArrays(left: ArrayValue, right: ArrayValue, meeting: Meeting): ArrayValue {
  const elements = left.elements.map((element, index) =>
    join(element, right.elements[index] ?? element, meeting),
  );
  return { ...right, elements, uncertain: left.uncertain ?? right.uncertain };
}

/** The values of two arms as one, both kept. */
function either(left: Value, right: Value, { left: l, right: r, because }: Meeting): Value {
  const options = [...optionsOf(left, l), ...optionsOf(right, r)];
  const distinct: EitherValue["options"][number][] = [];
  for (const option of options) {
    const same = distinct.findIndex((other) => sameValue(other.value, option.value));
    if (same < 0) distinct.push(option);
    else distinct[same] = { value: option.value, given: nothingGiven };
  }
  if (distinct.length > mostOptions) return unknownValue("It depends on several conditions", because);
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only.value : { kind: "either", options: distinct };
}

function optionsOf(value: Value, given: Given): EitherValue["options"] {
  if (value.kind !== "either") return [{ value, given }];
  return value.options.map((option) => ({
    value: option.value,
    given: new Map([...given, ...option.given]),
  }));
}

function lost({ because }: Meeting, type: "number" | "string"): Value {
  const what = type === "string" ? "text" : type;
  return { kind: "unknown", reason: `The ${what} depends on a condition`, because, type };
}

function isBoolean(value: Value): boolean {
  return (
    value === trueValue || value === falseValue || value.kind === "boolean" || value.kind === "undecided"
  );
}

function joinTensors(left: TensorValue, right: TensorValue, meeting: Meeting): Value {
  if (left.shape.length !== right.shape.length) {
    return unknownValue("The number of axes depends on a condition", meeting.because);
  }
  const shape = left.shape.map((dim, axis) => joinDims(dim, right.shape[axis] ?? 0, meeting));
  const representative = standsForBoth(left, right, shape);
  const made = { ...representative.made, shape };
  const unchanged = shape.every((dim, axis) => dim === representative.shape[axis]);
  return unchanged ? representative : tensorValue(made, shape, representative.origin);
}

/** The arm that is drawn: the one whose formula holds for both, else the one that computes more. */
function standsForBoth(left: TensorValue, right: TensorValue, shape: Shape): TensorValue {
  const fits = (tensor: TensorValue): boolean => shape.every((dim, axis) => dim === tensor.shape[axis]);
  const leftIsBare = left.made.inputs.length === 0;
  if (fits(right) && (leftIsBare || !fits(left))) return right;
  if (fits(left)) return fits(right) && dependsOn(right, left) ? right : left;
  return leftIsBare ? right : left;
}

function dependsOn(tensor: TensorValue, on: TensorValue): boolean {
  const seen = new Set([tensor.made]);
  for (const made of seen) {
    if (made === on.made) return true;
    if (seen.size > 200) return false;
    for (const input of made.inputs) seen.add(input);
  }
  return false;
}

function joinDims(left: Dim, right: Dim, meeting: Meeting): Dim {
  if (left === right || equal(left, right)) return left;
  if (isUnknown(left)) return left;
  if (isUnknown(right)) return right;
  if (meeting.left.size > 0 && equal(substitute(right, meeting.left), substitute(left, meeting.left)))
    return right;
  if (meeting.right.size > 0 && equal(substitute(left, meeting.right), substitute(right, meeting.right)))
    return left;
  return unknownDim("It depends on a condition");
}

/**
 * Joins the world that one arm left behind into the present one, the other arm's, for everything that either has
 * changed since the mark. The mark ends.
 */
export function joinWorlds(journal: Journal, mark: Mark, left: World, meeting: Meeting): void {
  const before = contentsAt(journal, mark);
  const right = changesSince(journal, mark);
  for (const holder of new Set([...left.keys(), ...right.keys()])) {
    const a = left.has(holder) ? left.get(holder) : before.get(holder);
    touch(journal, holder);
    joinInto(holder, a, meeting);
  }
}

function joinInto(holder: Mutable, left: unknown, meeting: Meeting): void {
  if (!("kind" in holder)) {
    holder.slots = joinSlots(left as Scope["slots"], holder.slots, meeting);
    return;
  }
  switch (holder.kind) {
    case "array":
      joinElements(holder, left as Pick<ArrayValue, "elements" | "uncertain">, meeting);
      return;
    case "object":
    case "class":
      holder.properties = joinProperties(left as ObjectValue["properties"], holder.properties, meeting);
      return;
    case "map":
      holder.entries = new Map([...(left as typeof holder.entries), ...holder.entries]);
      return;
    case "set":
      holder.entries = new Map([...(left as typeof holder.entries), ...holder.entries]);
  }
}

function joinSlots(left: Scope["slots"], right: Scope["slots"], meeting: Meeting): Scope["slots"] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, slot) => {
    const [a, b] = [left[slot], right[slot]];
    return a === undefined || b === undefined ? (a ?? b) : join(a, b, meeting);
  });
}

function joinElements(
  array: ArrayValue,
  left: Pick<ArrayValue, "elements" | "uncertain">,
  meeting: Meeting,
): void {
  const right = array.elements;
  array.uncertain ??= left.uncertain;
  if (left.elements.length !== right.length) {
    array.uncertain ??= unknownValue("The array's length depends on a condition", meeting.because);
  }
  const shared = Math.min(left.elements.length, right.length);
  const longer = left.elements.length > right.length ? left.elements : right;
  array.elements = longer.map((element, index) => {
    const [a, b] = [left.elements[index], right[index]];
    return index < shared && a !== undefined && b !== undefined ? join(a, b, meeting) : element;
  });
}

function joinProperties(
  left: ObjectValue["properties"],
  right: ObjectValue["properties"],
  meeting: Meeting,
): ObjectValue["properties"] {
  const joined = new Map<string, Value>();
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [a, b] = [left.get(key) ?? undefinedValue, right.get(key) ?? undefinedValue];
    joined.set(key, join(a, b, meeting));
  }
  return joined;
}
