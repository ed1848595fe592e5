import type { FileRange } from "../../../base/index.ts";
import { mayBe } from "../../values/among.ts";
import { setProperty } from "../../values/containers.ts";
import { sureLength } from "../../values/doubt.ts";
import { heldBy, somePart } from "../../values/held.ts";
import { isHostObject } from "../../values/host-object.ts";
import { join, meetingBecause } from "../../values/join.ts";
import { noteReadOf, touch } from "../../values/journal.ts";
import { nothingGiven, undefinedValue, unknownValue, untyped } from "../../values/make.ts";
import type {
  ArrayValue,
  ClassValue,
  FunctionValue,
  ObjectValue,
  UnknownValue,
  Value,
} from "../../values/value.ts";
import { forkMaybe, forkOver } from "../arms/fork.ts";
import { perhapsChange } from "../arms/perhaps-changed.ts";
import { perhapsFails } from "../arms/perhaps-fails.ts";
import { callValue, isCallable } from "../call.ts";
import type { Machine } from "../machine.ts";
import { asGlobalObject } from "./changed-globals.ts";
import { extensionOf } from "./extended-host.ts";

/* What is read, set and called under a key that is not known. */

/** `target[key]` with an unknown key: what all elements have in common, or undefined where the key may be none of theirs. */
export function someElement(m: Machine, target: Value, place: FileRange | null = null, key?: Value): Value {
  if (target.kind === "unknown") return mayBe(untyped(target), heldBy(target));
  noteReadOf(m.journal, target);
  const [first, ...rest] = elementsByIndex(target);
  m.steps += rest.length >> 1;
  if (first === undefined || rest.some(({ kind }) => kind !== first.kind)) {
    const why = unknownValue("The property's name is not known", place);
    const got = perhapsGot(m, target, why);
    if (target.kind === "object") m.steps += target.properties.size >> 3;
    return got.length === 0 ? somePart(why, target) : mayBe(why, [...heldBy(target), ...got]);
  }
  const meeting = meetingBecause(m.frame?.place ?? null);
  const some = rest.reduce((left, right) => join(left, right, meeting), first);
  return target.kind === "array" && mayBePastEnd(target, key) ? join(some, undefinedValue, meeting) : some;
}

/** Whether an unknown index may be that of no element. One in a list of unknown length is taken to be in it. */
function mayBePastEnd(target: ArrayValue, key: Value | undefined): boolean {
  if (target.doubt !== null) return false;
  const range = key?.kind === "unknown" ? key.range : undefined;
  return range === undefined || !range.isWhole || range.below > target.elements.length;
}

/** What an object's own getters give, any of which may be asked. */
function perhapsGot(m: Machine, target: Value, why: UnknownValue): readonly Value[] {
  if (target.kind !== "object") return [];
  return [...target.accessors.values()].flatMap(({ get }) =>
    get === null ? [] : [forkMaybe(m, why, () => callValue(m, get, target, []))],
  );
}

function elementsByIndex(target: Value): readonly Value[] {
  if (target.kind === "array") return target.elements;
  if (target.kind !== "object" || target.module === null) return [];
  return [...target.properties].flatMap(([name, value]) => (/^\d+$/.test(name) ? [value] : []));
}

/** `target[key] = value` with an unknown key: it may set any element or property, or add one. */
export function setSomeElement(m: Machine, target: Value, value: Value): void {
  const host = isHostObject(target) ? target : asGlobalObject(target);
  if (host !== undefined) setSomeProperty(m, extensionOf(m, host), value);
  switch (target.kind) {
    case "either":
      forkOver(m, target.options, (option) => {
        setSomeElement(m, option, value);
        return undefinedValue;
      });
      return;
    case "unknown":
      m.perhapsExtended.add(null);
      perhapsChange(m, target, (thing) => setSomeElement(m, thing, value));
      return;
    case "object":
    case "class":
    case "function":
      setSomeProperty(m, target, value);
      return;
    case "array":
      setSomeIndex(m, target, value);
  }
}

/** Sets a property under one of a few names. */
export function setOneOf(m: Machine, target: Value, names: readonly string[], value: Value): void {
  if (target.kind !== "object" && target.kind !== "class") {
    setSomeElement(m, target, value);
    return;
  }
  const why = unknownValue("The property's name depends on a condition", m.frame?.place ?? null);
  for (const name of names) {
    const set = (): Value => {
      setProperty(m, target, name, value);
      return undefinedValue;
    };
    forkMaybe(m, why, set, false);
  }
}

function setSomeIndex(m: Machine, target: ArrayValue, value: Value): void {
  touch(m.journal, target);
  m.steps += target.elements.length >> 1;
  const meeting = meetingBecause(m.frame?.place ?? null);
  const sure = sureLength(target);
  const why = target.doubt?.why ?? unknownValue("The index is not known", meeting.because);
  target.elements = [...target.elements.map((element) => join(element, value, meeting)), value];
  target.doubt = { why, sure };
}

function setSomeProperty(m: Machine, target: ObjectValue | ClassValue | FunctionValue, value: Value): void {
  touch(m.journal, target);
  m.steps += target.properties.size >> 1;
  const meeting = meetingBecause(m.frame?.place ?? null);
  target.properties = new Map([...target.properties].map(([key, held]) => [key, join(held, value, meeting)]));
  const why = target.doubt?.why ?? unknownValue("The property's name is not known", meeting.because);
  target.doubt = { missing: new Map(), ...target.doubt, why: mayBe(why, [value]), hasOthers: true };
}

/** The functions that `target[key](…)` may call. A function that is running is the one that dispatches, so it is left out. */
function partsToCall({ calls }: Machine, target: Value): readonly Value[] {
  const own = heldBy(target);
  const cls = target.kind === "object" ? target.class : null;
  const methods = cls === null || cls.code.isLibrary ? [] : [...cls.prototype.values()];
  const inherited = methods.flatMap((member) => (member.kind === "value" ? [member.value] : []));
  return [...new Set([...own, ...inherited])].filter((part) => {
    const isRunning = part.kind === "function" && calls.includes(part.code);
    return part.kind !== "unknown" && isCallable(part) && !isRunning;
  });
}

/** Of more functions than this it would cost too much to follow each. */
const mostCalls = 16;

/** `target[key](...args)`: any of its functions may be called. */
export function callSome(m: Machine, target: Value, args: readonly Value[], why: UnknownValue): Value {
  const parts = partsToCall(m, target);
  perhapsFails(m, why);
  if (parts.length === 0 || parts.length > mostCalls) return why;
  const options = parts.map((value) => ({ value, given: nothingGiven, because: why.because }));
  return forkOver(m, options, (part) => callValue(m, part, target, args));
}
