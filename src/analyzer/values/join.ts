import type { FileRange } from "../../base/index.ts";
import {
  type Dim,
  equal,
  isUnknown,
  type Shape,
  type SymbolBindings,
  substitute,
  unknownDim,
} from "../../ir/index.ts";
import { mayBe } from "./among.ts";
import { lackingDoubt, sureLength, whyLacking } from "./doubt.ts";
import { contentsAt, type Journal, type Mark, noteLook, noteWork, touch, type World } from "./journal.ts";
import { haveSameKeys, isInOrder } from "./key-order.ts";
import {
  falseValue,
  hole,
  nothingGiven,
  numberValue,
  tensorValue,
  trueValue,
  undecided,
  undefinedValue,
  unknownValue,
} from "./make.ts";
import type { Contents, Mutable } from "./mutable.ts";
import { oneOf } from "./possible-values.ts";
import { sameValue } from "./same.ts";
import type {
  EitherValue,
  KeyDoubt,
  Row,
  RowDoubt,
  Scope,
  TensorValue,
  UnknownValue,
  Value,
} from "./value.ts";

/** Two arms that meet again: what is known in each, and the condition's place for the reason of what is lost. */
export interface Meeting {
  readonly left: SymbolBindings;
  readonly right: SymbolBindings;
  readonly because: FileRange | null;
  /** Whether one of the arms stands for any number of times. */
  readonly repeats?: boolean;
}

const mostOptions = 4;

/**
 * What a value is after two arms met. A formula of one arm that becomes the other's under what the other knows holds
 * for both: `[N, in, H]` where stride is 1 and in = out, else `[N, out, ⌊(H − 1)/stride⌋ + 1]`, is the latter.
 */
export function join(left: Value, right: Value, meeting: Meeting): Value {
  if (left === right || sameValue(left, right)) return left;
  if (left.kind === "unknown") return joinUnknown(left, right, meeting);
  if (right.kind === "unknown") return joinUnknown(right, left, meeting);
  if (left.kind === "tensor" && right.kind === "tensor") return joinTensors(left, right, meeting);
  if (left.kind === "number" && right.kind === "number") {
    const dim =
      left.over === null && right.over === null ? joinDims(left.dim, right.dim, meeting) : undefined;
    if (dim !== undefined && !isUnknown(dim)) return numberValue(dim, left.origin);
    return oneOf(left, right, lost(meeting, "number"), meeting.repeats);
  }
  if (left.kind === "string" && right.kind === "string")
    return oneOf(left, right, lost(meeting, "string"), meeting.repeats);
  if (isBoolean(left) && isBoolean(right)) return undecided("It depends on a condition", meeting.because);
  return either(left, right, meeting);
}

/** What may be known of an unknown value besides its type. */
const furtherKnown = ["isIndex", "isSource", "range", "bytes"] as const;

/** Unknown stays unknown. Its type, and whatever else is known of it, is kept only where the other value agrees. */
function joinUnknown(unknown: UnknownValue, other: Value, meeting: Meeting): UnknownValue {
  const { reason, because, type } = unknown;
  const like: Partial<UnknownValue> = other.kind === "unknown" ? other : {};
  const isOfType = type === undefined || typeNameOf(other) === type;
  const isAlike = furtherKnown.every((name) => unknown[name] === undefined || unknown[name] === like[name]);
  if (isOfType && isAlike) return mayBe(oneOf(unknown, other, unknown, meeting.repeats), [other]);
  const open: UnknownValue = { kind: "unknown", reason, because };
  return mayBe(isOfType && type !== undefined ? { ...open, type } : open, [unknown, other]);
}

function typeNameOf(value: Value): string | undefined {
  if (value.kind === "unknown") return value.type;
  return value.kind === "undecided" ? "boolean" : value.kind;
}

/** The values of two arms as one, both kept. */
function either(left: Value, right: Value, { left: l, right: r, because }: Meeting): Value {
  const options = [...optionsOf(left, l, because), ...optionsOf(right, r, because)];
  const distinct: EitherValue["options"][number][] = [];
  for (const option of options) {
    const same = distinct.findIndex((other) => sameValue(other.value, option.value));
    if (same < 0) distinct.push(option);
    else distinct[same] = { ...option, given: nothingGiven };
  }
  if (distinct.length > mostOptions) {
    const unknown = unknownValue("It depends on several conditions", because);
    return mayBe(
      unknown,
      distinct.map((option) => option.value),
    );
  }
  const [only] = distinct;
  return distinct.length === 1 && only !== undefined ? only.value : { kind: "either", options: distinct };
}

function optionsOf(value: Value, given: SymbolBindings, because: FileRange | null): EitherValue["options"] {
  if (value.kind !== "either") return [{ value, given, because }];
  return value.options.map((option) => ({
    value: option.value,
    given: new Map([...given, ...option.given]),
    because: option.because ?? because,
  }));
}

function lost({ because }: Meeting, type: "number" | "string"): UnknownValue {
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
  const made = { ...representative.made, shape, joined: representative.made };
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
  noteLook(journal, mark);
  const before = contentsAt(journal, mark);
  for (const holder of new Set([...left.keys(), ...before.keys()])) {
    const contents = left.get(holder) ?? before.get(holder);
    touch(journal, holder);
    noteWork(journal, holder);
    if (contents !== undefined) joinInto(holder, contents, meeting);
  }
}

/** Joins a world of another time into the present one. */
export function joinEarlier(journal: Journal, world: World, meeting: Meeting): void {
  for (const [holder, contents] of world) {
    touch(journal, holder);
    noteWork(journal, holder);
    joinInto(holder, contents, meeting);
  }
}

function joinInto(holder: Mutable, left: Contents, meeting: Meeting): void {
  // Saved contents have the same fields as their holder, so these casts are safe.
  if ("slots" in holder) holder.slots = joinSlots((left as typeof holder).slots, holder.slots, meeting);
  else if ("elements" in holder) Object.assign(holder, joinRows(left as Row, holder, meeting));
  else if ("properties" in holder) joinKeyed("properties", holder, left as typeof holder, meeting, join);
  else if (holder.kind === "set") joinKeyed("entries", holder, left as typeof holder, meeting, join);
  else joinKeyed("entries", holder, left as typeof holder, meeting, joinEntries);
}

function joinEntries(left: MapEntry, right: MapEntry, meeting: Meeting): MapEntry {
  return [left[0], join(left[1], right[1], meeting)];
}

type MapEntry = readonly [key: Value, value: Value];

function joinSlots(left: Scope["slots"], right: Scope["slots"], meeting: Meeting): Scope["slots"] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, slot) => {
    const [a, b] = [left[slot], right[slot]];
    return a === undefined || b === undefined ? (a ?? b) : join(a, b, meeting);
  });
}

/** Two rows as one: element by element, and all that may follow. */
export function joinRows(
  left: Row,
  right: Row,
  meeting: Meeting,
): { elements: Value[]; doubt: RowDoubt | null } {
  if (!meeting.repeats && isClosed(left) && isClosed(right) && !hasLoneHole(left, right))
    return joinOrdered(left, right, meeting);
  const longer = left.elements.length > right.elements.length ? left.elements : right.elements;
  const elements = longer.map((element, index) => {
    const [a, b] = [left.elements[index], right.elements[index]];
    return a === undefined || b === undefined ? element : join(a, b, meeting);
  });
  const isSure =
    left.doubt === null &&
    right.doubt === null &&
    left.elements.length === right.elements.length &&
    !hasLoneHole(left, right);
  if (isSure) return { elements, doubt: null };
  const why =
    left.doubt?.why ??
    right.doubt?.why ??
    unknownValue("The array's length depends on a condition", meeting.because);
  const open = elements.findIndex(
    (_, index) => (left.elements[index] === hole) !== (right.elements[index] === hole),
  );
  const sure = Math.min(sureLength(left), sureLength(right), open < 0 ? elements.length : open);
  return { elements, doubt: { why, sure } };
}

/** Whether one row has no element where the other has one: whether there is one is unknown then. */
function hasLoneHole({ elements: a }: Row, { elements: b }: Row): boolean {
  return a.some((element, index) => (element === hole) !== (b[index] === hole) && index < b.length);
}

/** Whether it is known of a row which elements there may be. */
function isClosed({ doubt }: Row): boolean {
  return doubt === null || doubt.lacking !== undefined;
}

/** What both rows begin and end with alike stays as it is; of what is between, what only one of them has may not be there. */
function joinOrdered(left: Row, right: Row, meeting: Meeting): { elements: Value[]; doubt: RowDoubt | null } {
  const [a, b] = [left.elements, right.elements];
  const isShared = (i: number, j: number): boolean => {
    const [x, y] = [a[i], b[j]];
    const isSame = x === y || (x !== undefined && y !== undefined && sameValue(x, y));
    return isSame && whyLacking(left.doubt, i) === whyLacking(right.doubt, j);
  };
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && isShared(start, start)) start += 1;
  let end = 0;
  while (end < shortest - start && isShared(a.length - 1 - end, b.length - 1 - end)) end += 1;
  const elements: Value[] = [];
  const lacking: [number, UnknownValue][] = [];
  const add = (element: Value, why: UnknownValue | null): void => {
    if (why !== null) lacking.push([elements.length, why]);
    elements.push(element);
  };
  const addShared = (from: number, to: number): void => {
    for (let i = from; i < to; i++) add(a[i] ?? undefinedValue, whyLacking(left.doubt, i));
  };
  addShared(0, start);
  for (const [element, why] of between(left, right, start, end, meeting)) add(element, why);
  addShared(a.length - end, a.length);
  return { elements, doubt: lackingDoubt(lacking) };
}

/** The elements of two rows between those that they share, each with why it may not be there. */
function between(
  left: Row,
  right: Row,
  start: number,
  end: number,
  meeting: Meeting,
): (readonly [Value, UnknownValue | null])[] {
  const why = unknownValue("The array's length depends on a condition", meeting.because);
  // Those that had the same reason before are no longer there together with those that both rows have.
  const renewed = new Map<UnknownValue | null, UnknownValue | null>([[null, null]]);
  const renew = (reason: UnknownValue | null): UnknownValue | null => {
    const known = renewed.get(reason) ?? (reason && { ...reason });
    renewed.set(reason, known);
    return known;
  };
  const count = Math.max(left.elements.length, right.elements.length) - end - start;
  return Array.from({ length: count }, (_, index) => {
    const at = start + index;
    const a = at < left.elements.length - end ? left.elements[at] : undefined;
    const b = at < right.elements.length - end ? right.elements[at] : undefined;
    const own = [whyLacking(left.doubt, at), whyLacking(right.doubt, at)] as const;
    if (a === undefined) return [b ?? undefinedValue, renew(own[1]) ?? why];
    if (b === undefined) return [a, renew(own[0]) ?? why];
    const either = own[0] ?? own[1];
    return [join(a, b, meeting), either && { ...either }];
  });
}

/** Joins what two arms have under keys. A key that only one of them has may be missing. */
function joinKeyed<F extends string, K, V>(
  field: F,
  holder: Readonly<Record<F, Map<K, V>>> & { doubt: KeyDoubt | null },
  leftArm: Readonly<Record<F, ReadonlyMap<K, V>>> & { readonly doubt: KeyDoubt | null },
  meeting: Meeting,
  joinValues: (left: V, right: V, meeting: Meeting) => V,
): void {
  const [left, right] = [leftArm[field], holder[field]];
  const [longer, shorter] = left.size < right.size ? [right, left] : [left, right];
  const joined = new Map<K, V>(longer);
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [a, b] = [left.get(key), right.get(key)];
    const value = a === undefined || b === undefined ? (a ?? b) : joinValues(a, b, meeting);
    if (value !== undefined) joined.set(key, value);
  }
  const doubts = [leftArm.doubt, holder.doubt].filter((doubt) => doubt !== null);
  const before = holder.doubt;
  Object.assign(holder, { [field]: joined });
  if (doubts.length === 0 && haveSameKeys(left, right)) return;
  const why = unknownValue("What it has depends on a condition", meeting.because);
  holder.doubt = {
    why: doubts[0]?.why ?? why,
    missing: missingOfBoth(joined.keys(), [left, leftArm.doubt], [right, before], why),
    hasOthers: doubts.some((doubt) => doubt.hasOthers),
    isOrdered:
      !meeting.repeats &&
      doubts.every((doubt) => doubt.isOrdered) &&
      isInOrder(shorter, longer, field === "properties"),
    moves: doubts.some((doubt) => doubt.moves),
    hasOtherParent: doubts.some((doubt) => doubt.hasOtherParent),
  };
}

type KeyedArm = readonly [keys: ReadonlyMap<unknown, unknown>, doubt: KeyDoubt | null];

/** The keys that one of two arms may not have. Only those that both lack for the same reason still go together for it. */
function missingOfBoth(
  keys: Iterable<unknown>,
  [left, leftDoubt]: KeyedArm,
  [right, rightDoubt]: KeyedArm,
  why: UnknownValue,
): Map<unknown, UnknownValue> {
  const missing = new Map<unknown, UnknownValue>();
  for (const key of keys) {
    const [a, b] = [leftDoubt?.missing.get(key), rightDoubt?.missing.get(key)];
    const isLone = !left.has(key) || !right.has(key);
    const reason = a === b && !isLone ? a : (a ?? b) && { ...(a ?? b ?? why) };
    if (reason !== undefined || isLone) missing.set(key, reason ?? why);
  }
  return missing;
}

/** A meeting of which only the condition's place is known. */
export function meetingBecause(because: FileRange | null): Meeting {
  return { left: nothingGiven, right: nothingGiven, because };
}

/** What is read of a value; of one that depends on a condition, what is read of all that it may be. */
export function overOptions(value: Value, read: (option: Value) => Value): Value {
  if (value.kind !== "either") return read(value);
  const [first, ...rest] = value.options.map((option) => ({
    value: read(option.value),
    given: option.given,
  }));
  if (first === undefined) return undefinedValue;
  return rest.reduce(
    (left, right) => ({
      value: join(left.value, right.value, { left: left.given, right: right.given, because: null }),
      given: nothingGiven,
    }),
    first,
  ).value;
}

/** The elements of an array; of several between which a condition chooses, what they have in common. */
export function rowOf(value: Value): Row | undefined {
  if (value.kind === "array") return value;
  if (value.kind !== "either") return undefined;
  const rows = value.options.flatMap((option) => rowOf(option.value) ?? []);
  if (rows.length < value.options.length) return undefined;
  return rows.reduce((left, right) => joinRows(left, right, meetingBecause(null)));
}
