import { type Attrs, isUnknown } from "../../../ir/index.ts";
import { findOp, isInOrder, isScattered, type Laid, mayBeCopy, putBack } from "../../../ops/index.ts";
import { plainNumber } from "../../values/arithmetic.ts";
import { newObject } from "../../values/containers.ts";
import { join } from "../../values/join.ts";
import { noteEffects, noteRead, touch } from "../../values/journal.ts";
import { nothingGiven, numberValue, tensorValue, undefinedValue } from "../../values/make.ts";
import { tensorsIn } from "../../values/tensors-in.ts";
import type { Made, ObjectValue, TensorValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";

/*
 * Tensors that were changed in place. A tensor is what was first made of it; what it holds now, and how often the storage that
 * it shares with its views was written to, stand beside it, in an object that is taken back where an arm is left.
 */

/** What a view was made of, and in the end of. */
const sources = new WeakMap<Made, Made>();
const bases = new WeakMap<Made, Made>();
/** Views that stand for what `contiguous()` made of them as well, which may be a copy in PyTorch. */
const alsoContiguous = new WeakSet<Made>();
const born = new WeakMap<Made, number>();
const states = new WeakMap<Made, ObjectValue>();

/** Says that a tensor is made that shares the storage of another one as it is now. */
export function shareStorage(m: Machine, made: Made, viewed: Made): void {
  const base = storageOf(viewed);
  sources.set(made, viewed);
  bases.set(made, base);
  const storage = states.get(base);
  if (storage !== undefined) born.set(made, numberIn(m, storage, "writes"));
}

/** What a tensor holds now. */
export function stateOf(m: Machine, tensor: TensorValue): TensorValue {
  const state = states.get(tensor.made);
  const { joined } = tensor.made;
  // Where arms have met, the tensor that goes on may have been changed before.
  if (state === undefined)
    return joined === undefined || !states.has(joined) ? tensor : stateOf(m, { ...tensor, made: joined });
  noteRead(m.journal, state);
  const now = state.properties.get("now") ?? undefinedValue;
  if (now.kind === "tensor") return { ...now, origin: tensor.origin };
  if (now.kind !== "either") return tensor;
  // Only one of two arms changed it.
  const options = now.options.map(({ value }) => (value.kind === "tensor" ? value : tensor));
  const meeting = { left: nothingGiven, right: nothingGiven, because: null };
  const joint = options.reduce<Value>((left, right) => join(left, right, meeting), options[0] ?? tensor);
  return joint.kind === "tensor" ? joint : tensor;
}

/** What each tensor in some values holds now, by what it was made as. */
export function statesIn(m: Machine, values: readonly Value[]): ReadonlyMap<Made, Made> {
  const tensors = values.flatMap((value) => tensorsIn(value));
  return new Map(
    tensors.map((tensor) => {
      renew(m, tensor);
      return [tensor.made, stateOf(m, tensor).made];
    }),
  );
}

/** Makes a tensor anew where it is a view of what has changed since; false where that is not followed. */
export function renew(m: Machine, tensor: TensorValue): boolean {
  if (!isStale(m, tensor)) return true;
  const { made } = tensor;
  const source = sources.get(made);
  if (source === undefined || isPerhapsCopy(made, source) || !renew(m, tensorValue(source))) return false;
  const anew = appliedHere(m, made.op, made.attrs, [stateOf(m, tensorValue(source)).made]);
  const writes = numberIn(m, recordOf(m, storageOf(made)), "writes");
  hold(m, made, tensorValue(anew, tensor.shape), writes);
  noteEffects(m.journal.watch);
  return true;
}

/** Whether a size of the tensor is unknown, or follows from a problem: then what its views share is unknown, too. */
export function isOpenTensor({ made, shape }: TensorValue): boolean {
  return made.isGuess === true || shape.some(isUnknown);
}

/** Whether a view of the tensor, or what it is a view of, was changed since it was made. */
function isStale(m: Machine, { made }: TensorValue): boolean {
  const storage = states.get(storageOf(made));
  if (storage === undefined) return false;
  const state = states.get(made);
  const seen = Math.max(born.get(made) ?? 0, state === undefined ? 0 : numberIn(m, state, "seen"));
  return numberIn(m, storage, "writes") > seen;
}

/** Puts a result in the place of what a tensor holds, and of its part of what it views, as far as that is followed. */
export function becomes(m: Machine, { made }: TensorValue, result: TensorValue): void {
  noteEffects(m.journal.watch);
  const changed = changedBy(m, made, stateOf(m, result));
  const storage = recordOf(m, storageOf(made));
  const writes = numberIn(m, storage, "writes") + 1;
  set(m, storage, "writes", numberValue(writes));
  for (const [tensor, now] of changed) hold(m, tensor, now, writes);
}

function hold(m: Machine, made: Made, now: TensorValue, seen: number): void {
  const own = recordOf(m, made);
  set(m, own, "seen", numberValue(seen));
  set(m, own, "now", now);
}

/** What holds other numbers then, each with them. */
function changedBy(m: Machine, made: Made, result: TensorValue): readonly (readonly [Made, TensorValue])[] {
  const changed: [Made, TensorValue][] = [[made, result]];
  let [part, numbers] = [made, result];
  for (let source = sources.get(part); source !== undefined; source = sources.get(part)) {
    const whole =
      isPerhapsCopy(part, source) || source.kept !== undefined ? null : wholeBehind(m, source, part, numbers);
    if (whole === null) break;
    [part, numbers] = [source, whole];
    changed.push([part, numbers]);
  }
  return changed;
}

/** What is viewed, with a view's new numbers in it; null where that is not followed. */
function wholeBehind(m: Machine, source: Made, part: Made, numbers: TensorValue): TensorValue | null {
  const whole = putBack<Made>(findOp(part.op).view, {
    ...{ attrs: part.attrs, source: source.shape, part: part.shape },
    viewed: () => (renew(m, tensorValue(source)) ? stateOf(m, tensorValue(source)).made : null),
    changed: numbers.made,
    apply: (op, attrs, inputs) => appliedHere(m, op, attrs, inputs),
  });
  return whole && tensorValue(whole);
}

function appliedHere(m: Machine, op: string, attrs: Attrs, inputs: readonly Made[]): Made {
  const shapes = inputs.map(({ shape }) => shape);
  const shape = findOp(op).infer(attrs, shapes).value;
  const isGuess = inputs.some((input) => input.isGuess === true);
  return m.intrinsics.applied(m, { op, attrs, inputs, shape, owner: null, isGuess }, null).made;
}

function laidOf(made: Made): Laid<Made> {
  const source = sources.get(made);
  const view = source === undefined ? null : { rule: findOp(made.op).view, attrs: made.attrs, source };
  return { shape: made.shape, view };
}

/** Whether PyTorch's `contiguous()` certainly copies it. */
export function isScatteredTensor({ made }: TensorValue): boolean {
  return isScattered(made, laidOf);
}

/** Whether a view may have numbers of its own in PyTorch. */
function isPerhapsCopy(view: Made, source: Made): boolean {
  return alsoContiguous.has(view) || mayBeCopy(findOp(view.op).view, isInOrder(source, laidOf));
}

/** What `x.contiguous()` says of a tensor. */
export function becomeContiguous({ made }: TensorValue): void {
  if (!isInOrder(made, laidOf)) alsoContiguous.add(made);
}

/** Whether a tensor was never changed in place, nor what it is a view of. */
export function isUntouched(made: Made): boolean {
  return !states.has(made) && !states.has(storageOf(made));
}

/** Whether it is a view of another tensor. */
export function isView(made: Made): boolean {
  return bases.has(made);
}

function storageOf(made: Made): Made {
  return bases.get(made) ?? made;
}

/** The largest where it depends on a condition. */
function numberIn(m: Machine, state: ObjectValue, name: string): number {
  noteRead(m.journal, state);
  return largest(state.properties.get(name) ?? undefinedValue);
}

function largest(value: Value): number {
  if (value.kind === "number") return plainNumber(value) ?? 0;
  return value.kind === "either" ? Math.max(...value.options.map((option) => largest(option.value))) : 0;
}

/** Older than every arm, so that what an arm writes to it is taken back. */
function recordOf(m: Machine, made: Made): ObjectValue {
  const known = states.get(made);
  if (known !== undefined) return known;
  const state = Object.assign(newObject(m, new Map()), { born: 0, saved: 0 });
  states.set(made, state);
  return state;
}

function set(m: Machine, state: ObjectValue, name: string, value: Value): void {
  touch(m.journal, state);
  state.properties.set(name, value);
}
