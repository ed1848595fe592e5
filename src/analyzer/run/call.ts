import { beginCall } from "../../ir/index.ts";
import { newArray } from "../values/containers.ts";
import { isLacking } from "../values/doubt.ts";
import { hostText } from "../values/host-text.ts";
import { noteParts, noteUnrepeatable, youth } from "../values/journal.ts";
import { openIfGiven, openOf, undefinedValue, unknownValue } from "../values/make.ts";
import { isMissingPart, rememberMissingPart } from "../values/missing-parts.ts";
import { describe, findMember, foreignParent } from "../values/prototype.ts";
import { rowOfArguments } from "../values/rest.ts";
import { shapesIn, tensorsIn } from "../values/tensors-in.ts";
import type {
  ClassValue,
  Completion,
  EitherValue,
  FunctionValue,
  InheritedMember,
  IteratorSource,
  ObjectValue,
  Scope,
  UnknownValue,
  Value,
} from "../values/value.ts";
import { expose } from "../values/views.ts";
import { forkOver, gathered } from "./arms/fork.ts";
import { perhapsIsRefused, perhapsRefuses } from "./arms/perhaps-fails.ts";
import { tick } from "./budget.ts";
import { endProcess } from "./end-process.ts";
import { generatorSource, type Within } from "./iteration/generators.ts";
import { newIterator } from "./iteration/iterators.ts";
import { runAsync, withoutAwaits } from "./jobs/async-functions.ts";
import { newPromise, perhapsSettles, resolvePromise } from "./jobs/promises.ts";
import { refuseForward } from "./library/lacks-forward.ts";
import { noteCall } from "./library/module-calls.ts";
import { limits } from "./limits.ts";
import { type Machine, report } from "./machine.ts";
import { isWhollyKnown } from "./members/missing.ts";
import { callByRecipe, forwardByRecipe } from "./recipes/recipes.ts";
import { remembering } from "./recipes/remembered-calls.ts";
import { isOpenTensor, renew, statesIn } from "./recipes/tensor-states.ts";
import type { RootCall } from "./records.ts";
import { isCaught, refuse } from "./refuse.ts";
import { running } from "./running.ts";
import { Thrown } from "./stops.ts";
import { throwError } from "./throw-error.ts";
import { messageOf } from "./thrown-text.ts";

/** Calls whatever a value is. What cannot be called gives unknown. */
export function callValue(m: Machine, callee: Value, self: Value, args: readonly Value[]): Value {
  switch (callee.kind) {
    case "function":
      return callFunction(m, callee, self, args);
    case "native":
      return openIfGiven(callee.call(m, self, args), args);
    case "object":
      if (callee.module !== null) return callModule(m, callee, args);
      return foreignParent(callee.class) ?? notCallable(m, callee);
    case "class":
      return throwError(m, "TypeError", `Class constructor ${callee.name} cannot be invoked without 'new'`);
    case "either":
      return callEither(m, callee.options, self, args);
    case "unknown":
      noteUnknownCall(m, callee, args);
      m.intrinsics.givenToUnknown(m, callee, args);
      return callUnknown(m, callee, args);
    case "tensor":
      return callee.isData ? promisedNumbers(m) : notCallable(m, callee);
    default:
      return notCallable(m, callee);
  }
}

/** `x.data()` */
function promisedNumbers(m: Machine): Value {
  const numbers = newPromise(m);
  resolvePromise(m, numbers, unknownValue("Numbers are known only when a model runs"));
  return numbers;
}

/** An unknown value that is called on tensors may be a layer, and then it is an unknown part of the model. */
export function callUnknown(m: Machine, callee: UnknownValue, args: readonly Value[]): UnknownValue {
  tick(m);
  if (m.modelScope !== null && args.some((value) => value.kind === "tensor" || isMissingPart(value)))
    rememberMissingPart(callee);
  perhapsRefuses(m, callee);
  noteParts(m.journal, args.length);
  perhapsSettles(m, args, callee);
  if (callee.host === "process.exit") endProcess(m, callee);
  // A typed array is given to be filled: `crypto.getRandomValues(bytes)`.
  for (const value of args) if (value.kind === "array" && value.typed !== undefined) expose(m.journal, value);
  return openOf(callee);
}

/** Such a call may be the call of a model. */
function noteUnknownCall(m: Machine, { reason }: UnknownValue, args: readonly Value[]): void {
  const at = m.modelScope === null && args.some(({ kind }) => kind === "tensor") ? m.frame?.place : undefined;
  if (at !== undefined && m.caller === "file") m.unknownCalls.push({ at, reason });
}

/** Calls every option that can be called, each from the same state, and joins the results. */
function callEither(m: Machine, options: EitherValue["options"], self: Value, args: readonly Value[]): Value {
  const callable = options.filter(({ value }) => isCallable(value));
  const [first] = options;
  if (callable.length === 0) return notCallable(m, first?.value ?? undefinedValue);
  perhapsIsRefused(m, { kind: "either", options }, (option) => !isCallable(option));
  return forkOver(m, callable, (option) => callValue(m, option, self, args));
}

export function isCallable(value: Value): boolean {
  if (value.kind === "object") return value.module !== null || foreignParent(value.class) !== undefined;
  if (value.kind === "tensor") return value.isData === true;
  if (value.kind === "either") return value.options.some((option) => isCallable(option.value));
  return ["function", "native", "unknown", "class"].includes(value.kind);
}

/** Throws as the host does; what is not wholly known may be callable all the same. */
function notCallable(m: Machine, value: Value): UnknownValue {
  if (value.kind !== "object" || value.hostMade !== null || isWhollyKnown(value))
    throwError(m, "TypeError", `${hostText(value)} is not a function`);
  return unknownValue(`It is ${describe(value)}, which cannot be called`, m.frame?.place ?? null);
}

/** Runs a function of the source, the library's or an author's. */
export function callFunction(
  m: Machine,
  fn: FunctionValue,
  self: Value,
  args: readonly Value[],
  newTarget: Value = undefinedValue,
): Value {
  const { code } = fn;
  if (!code.isLibrary) {
    m.called.add(code);
    noteUnrepeatable(m.journal.watch);
  }
  const call = (): Value =>
    running(m, fn, self.kind === "undefined" ? args : [self, ...args], () => {
      if (code.isGenerator || code.isAsync) return startGenerator(m, fn, self, args);
      const completion = run(m, fn, self, args, newTarget);
      return completion?.kind === "return" ? completion.value : undefinedValue;
    });
  if (newTarget.kind !== "undefined") return call();
  return code.isLibrary ? callByRecipe(m, fn, self, args, call) : remembering(m, fn, self, args, call);
}

/** The functions' own three names, in the order of their slots. An arrow sees those of the function around it. */
export const functionNames = ["this", "new.target", "arguments"] as const;

function run(
  m: Machine,
  fn: FunctionValue,
  self: Value,
  args: readonly Value[],
  newTarget: Value,
): Completion {
  const { bind, body } = fn.code.prepare();
  const scope = scopeOf(m, fn, self, args, newTarget);
  return gathered(
    m,
    () => true,
    () => {
      bind(scope, args);
      return body(scope);
    },
  );
}

/** The scope of a call, before its parameters are bound. */
function scopeOf(
  m: Machine,
  fn: FunctionValue,
  self: Value,
  args: readonly Value[],
  newTarget: Value,
): Scope {
  const { code, scope: parent } = fn;
  const scope: Scope = { slots: new Array(code.names.slots.size), parent, ...youth(m.journal) };
  if (code.ownSlot !== null) scope.slots[code.ownSlot] = fn;
  if (code.isArrow) return scope;
  scope.slots[code.instanceSlot ?? 0] = self;
  scope.slots[1] = newTarget;
  if (code.usesArguments) scope.slots[2] = argumentsObject(m, args);
  return scope;
}

function argumentsObject(m: Machine, args: readonly Value[]): Value {
  const { elements, doubt } = rowOfArguments(args);
  return { ...newArray(m, [...elements], doubt), isArguments: true };
}

/** Calling a generator only binds its parameters; its body runs when it is asked for values. An async function runs at once. */
function startGenerator(m: Machine, fn: FunctionValue, self: Value, args: readonly Value[]): Value {
  const { bind, generate } = fn.code.prepare();
  if (generate === null) return undefinedValue;
  const within: Within = (body) => running(m, fn, args, body);
  const begin = (): IteratorSource => {
    const scope = scopeOf(m, fn, self, args, undefinedValue);
    bind(scope, args);
    return generatorSource(m, generate(scope), within);
  };
  const { isAsync, isGenerator } = fn.code;
  if (!isAsync) return newIterator(m, begin());
  if (!isGenerator) return runAsync(m, begin);
  return { ...newIterator(m, withoutAwaits(m, begin())), isAsync };
}

/**
 * `block.forward(x)`, written out. Outside every model it is a call of the model like any; inside one its ops belong to
 * the module that calls it, as when the file runs.
 */
export function callMethod(
  m: Machine,
  method: Value,
  self: Value,
  args: readonly Value[],
  name: string,
): Value {
  if (method.kind === "unknown") {
    const given = m.intrinsics.callOnUnknown(m, method, name, args);
    if (given !== undefined) {
      perhapsRefuses(m, method);
      return given;
    }
  }
  const isForward = name === "forward" && self.kind === "object" && self.module !== null;
  if (!isForward && method.kind === "unknown") {
    noteUnknownCall(m, method, args);
    return callUnknown(m, method, args);
  }
  if (!isForward) return callValue(m, method, self, args);
  if (m.modelScope === null) return callModule(m, self, args);
  const output = callValue(m, method, self, args);
  remember(m, self, args, output);
  return output;
}

/** `block(x)`: its forward, in its scope. From outside every forward it is a model. */
export function callModule(m: Machine, instance: ObjectValue, args: readonly Value[]): Value {
  const outer = m.modelScope;
  if (outer === null) beginModel(m);
  const before = outer === null ? statesIn(m, args) : nothingHeld;
  m.modelScope = beginCall(instance, outer);
  let output: Value;
  try {
    output = forwardByRecipe(m, instance, args, () => callForward(m, instance, args));
  } catch (error) {
    if (outer === null && error instanceof Thrown && m.applied.length > 0 && !isCaught(m)) {
      const none = unknownValue(messageOf(error.value), error.place);
      remember(m, instance, args, none);
      addRootCall(m, { root: instance, inputs: args, output: none, statesBefore: before });
    }
    throw error;
  } finally {
    m.modelScope = outer;
  }
  if (outer === null) output = usable(m, output);
  remember(m, instance, args, output);
  if (outer === null) addRootCall(m, { root: instance, inputs: args, output, statesBefore: before });
  return output;
}

/**
 * A model's output. Where a view of a tensor in it was changed in place, that is reported and the output is
 * unknown.
 */
function usable(m: Machine, output: Value): Value {
  const stale = tensorsIn(output).filter((tensor) => !renew(m, tensor));
  if (stale.length === 0) return output;
  const reason = "A view of it was changed in place";
  const at = m.frame?.place;
  if (at === undefined || stale.every(isOpenTensor)) return unknownValue(reason, at ?? null);
  return refuse(m, { code: "changed-in-place", data: { why: "view" } }, at, reason);
}

/** A forward that throws is a model as far as it got. */
function addRootCall(m: Machine, call: Pick<RootCall, "root" | "inputs" | "output" | "statesBefore">): void {
  const { frame, applied } = m;
  if (!isTrial(m) && m.rootCalls.length < limits.models)
    m.rootCalls.push({ ...call, frame, applied, statesAfter: statesIn(m, [call.output]) });
}

const nothingHeld: RootCall["statesBefore"] = new Map();

/** A constructor calls its own layers only to learn a size for the next one. */
function isTrial({ constructing }: Machine): boolean {
  return constructing.length > 0;
}

/** From here on ops are applied in the call of one model. */
export function beginModel(m: Machine): void {
  noteUnrepeatable(m.journal.watch);
  m.applied = [];
  m.modelStart = { doubts: m.doubts.length, pendings: m.pendings.length };
}

function callForward(m: Machine, instance: ObjectValue, args: readonly Value[]): Value {
  const { class: cls } = instance;
  const found = cls === null ? undefined : findMember(cls, "forward");
  if (instance.properties.has("forward") && isLacking(instance.doubt, "forward"))
    return unknownValue("Its forward depends on a condition", instance.doubt?.why.because ?? null);
  const own = instance.properties.get("forward") ?? gotForward(m, instance, found?.member);
  if (own !== undefined)
    return isCallable(own)
      ? given(m, own, cls, callValue(m, own, instance, args))
      : withoutForward(m, instance, args);
  if (found?.member.kind !== "value" || found.owner.parent === null) return withoutForward(m, instance, args);
  const forward = found.member.value;
  return given(m, forward, found.owner, callValue(m, forward, instance, args));
}

/** The forward that a getter returns, if there is one: the object's own getter, or its class's. */
function gotForward(
  m: Machine,
  instance: ObjectValue,
  member: InheritedMember | undefined,
): Value | undefined {
  const inherited = member?.kind === "accessor" ? member.value : undefined;
  const accessor = instance.accessors.get("forward") ?? inherited;
  if (accessor === undefined) return undefined;
  return accessor.get === null ? undefinedValue : callFunction(m, accessor.get, instance, []);
}

/** Reports that a module has no forward; goes on with the method that is meant, if one is. */
function withoutForward(m: Machine, instance: ObjectValue, args: readonly Value[]): Value {
  const { meant, unknown } = refuseForward(m, instance);
  return meant === null ? unknown : callValue(m, meant, instance, args);
}

/** What a forward gives; nothing at all is reported. */
function given(m: Machine, forward: Value, owner: ClassValue | null, output: Value): Value {
  const at = forward.kind === "function" ? forward.code.returnless : null;
  if (at !== null && output.kind === "undefined")
    report(m, { code: "missing-return", at, data: { name: owner?.name ?? "" } });
  return output;
}

function remember(m: Machine, module: ObjectValue, args: readonly Value[], output: Value): void {
  noteCall(m, { module, inputs: args.flatMap((value) => shapesIn(value)), outputs: shapesIn(output) });
}
