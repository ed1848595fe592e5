import type { FileRange, Range } from "../../base/index.ts";
import type { Attrs, Shape } from "../../ir/index.ts";
import { definitionOf, type Problem, type ProblemCode } from "../../problems/index.ts";
import type { Hidden, PlacedProblem, ProblemPlace } from "../analysis.ts";
import type { Node } from "../syntax/index.ts";
import type { Heap } from "../values/containers.ts";
import type { HostObject } from "../values/host-object.ts";
import { type Journal, newJournal, noteUnrepeatable } from "../values/journal.ts";
import type { Recipe } from "../values/recipe.ts";
import type {
  ArmDoubt,
  ArrayValue,
  ClassValue,
  Frame,
  FunctionValue,
  Made,
  MapValue,
  ModelScope,
  NativeValue,
  ObjectValue,
  PromiseState,
  SetValue,
  StringValue,
  TensorValue,
  UnknownValue,
  Value,
} from "../values/value.ts";
import { wayTo } from "./called-from.ts";
import { limitAfterError } from "./ceiling.ts";
import { type FaultedCall, isConsequence, noteError } from "./consequences.ts";
import { limits } from "./limits.ts";
import type {
  FactSite,
  Fold,
  GivenTest,
  LateStep,
  ModuleCall,
  Observation,
  Pending,
  PerhapsThrown,
  RememberedCall,
  RootCall,
  ThrownArm,
  Timer,
  Try,
} from "./records.ts";
import type { ErrorName, LoopFrame, LoopLimit, Running } from "./stops.ts";

/** A method of a kind of value that every host has. */
export type IntrinsicMethod<T extends Value> = (m: Machine, self: T, args: readonly Value[]) => Value;

/** What values of the language's own kinds can do. A machine is given it: the folder `intrinsics` builds on the machine. */
export interface Intrinsics {
  readonly arrays: ReadonlyMap<string, IntrinsicMethod<ArrayValue>>;
  readonly maps: ReadonlyMap<string, IntrinsicMethod<MapValue>>;
  readonly sets: ReadonlyMap<string, IntrinsicMethod<SetValue>>;
  /** What a method of arrays does when it is called on something else. */
  callOnNonArray(m: Machine, self: Value, name: string, args: readonly Value[]): Value;
  /** Follows that unknown code may call the functions that it is given. */
  givenToUnknown(m: Machine, unknown: UnknownValue, args: readonly Value[]): void;
  /** What an unknown value's method of that name does with functions, and gives; undefined where that is not known either. */
  callOnUnknown(m: Machine, unknown: UnknownValue, name: string, args: readonly Value[]): Value | undefined;
  /** Puts into a new map or set what it is constructed from; why that is not known, where it is not. */
  fill(m: Machine, collection: MapValue | SetValue, source: Value | undefined): UnknownValue | undefined;
  sizeOf(collection: MapValue | SetValue): Value;
  hasStringMethod(name: string): boolean;
  callStringMethod(m: Machine, self: StringValue, name: string, args: readonly Value[]): Value;
  /** What the other kinds have that no author wrote; undefined where they have none of that name. */
  member(m: Machine, target: Value, name: string): Value | undefined;
  /** Sets what a class of the host lets be set in what it made; false where it has no such setter. */
  setOnHostMade(m: Machine, object: ObjectValue, name: string, value: Value): boolean;
  /** What a name that every file has without an import means. */
  global(name: string): Value | undefined;
  /** The objects of the host that a value inherits from, the nearest first. */
  prototypesOf(value: Value): readonly HostObject[];
  /** Whether an object of the host has a member of its own, be it followed or not. */
  hasOwnMember(host: HostObject, name: string): boolean;
  /** What an array of numbers of one type has. */
  typedMember(m: Machine, array: ArrayValue, name: string): Value | undefined;
  /** What such an array holds once this value is stored in it. */
  asElement(m: Machine, array: ArrayValue, value: Value): Value;
  tensorMember(m: Machine, tensor: TensorValue, name: string): Value;
  /** The tensor that an op returns here; where `viewed` is given, they share their storage. */
  applied(m: Machine, application: Omit<Made, "scope" | "source">, viewed: Made | null): TensorValue;
  newError(m: Machine, name: ErrorName | "ModelError", message: string): Value;
  newPattern(m: Machine, source: string, flags: string): Value;
  readonly promiseClass: NativeValue;
  /** Calls the `then` of what has one; undefined for a value that is not a promise of any kind. */
  thenOf(m: Machine, value: Value): ((args: readonly Value[]) => Value) | undefined;
}

/** The state of an evaluation. One machine serves an analyzer for its whole life; each analysis resets it. */
export interface Machine extends Heap {
  readonly intrinsics: Intrinsics;
  readonly journal: Journal;
  /** The file whose facts are collected. */
  file: string;
  /** Whether a file of the author's has a syntax error: what is missing there may only not be written yet. */
  isBroken: boolean;
  frame: Frame | null;
  /** The imports because of which the present file runs, outermost first. */
  readonly imports: FileRange[];
  modelScope: ModelScope | null;
  /** Undecided conditions around, and arms that have ended early: while there are any, what happens may not happen. */
  forks: number;
  /** The conditions whose arms are being followed, outermost first. */
  readonly doubts: ArmDoubt[];
  /** What the model that is being called has applied so far. */
  applied: Made[];
  /** How many conditions were open, and how many arms waited, where the call of the model began. */
  modelStart: { readonly doubts: number; readonly pendings: number };
  depth: number;
  /** How many steps were done where calls are nested unusually deeply, and the step from which on they are counted. */
  deepSteps: number;
  deepSince: number;
  /** What calls itself so deeply, and makes so much, that it is not called again. */
  readonly endless: Set<Running>;
  /** How many steps were done, how many of them layers pay for, how many are granted, how many there may be; modules made in models' calls. */
  steps: number;
  paid: number;
  madeInCalls: number;
  allowed: number;
  stepLimit: number;
  /** Beyond which step no grant reaches, and the steps that the files' lengths pay for. */
  ceiling: number;
  letterSteps: number;
  /** How often that was not enough. */
  cuts: number;
  /** The step at which to ask next whether the analysis was cancelled. */
  nextQuestion: number;
  nodes: number;
  nodeLimit: number;
  /** How many symbols were made, so that each is unique. */
  symbols: number;
  readonly loops: LoopFrame[];
  readonly calls: Running[];
  /** From which call of an author's each of them was called. */
  readonly callFrames: (Frame | null)[];
  /** What each of them was given, with `this`. */
  readonly callValues: (readonly Value[])[];
  readonly constructing: ObjectValue[];
  /** For each surrounding `try` with a `catch`, how much was undecided before it. What throws inside is not a fault. */
  readonly tries: Try[];
  /** The problems behind errors of the host or the library that a `catch` has received. */
  caughtRefusals: WeakMap<Value, Refusal>;
  /** How many of them are around the async function that runs, and catch nothing of what its arms throw. */
  triesOutside: number;
  /** What arms of that function threw, which its promise may be rejected with; null outside of all such functions. */
  thrownArms: ThrownArm[] | null;
  /** What an `await` that goes on now may throw instead. */
  mayThrow: PerhapsThrown | null;
  /** The step of an async function that is running; null outside of any. */
  late: LateStep | null;
  readonly pendings: Pending[];
  /** The step of a generator that is under way, with how many arms waited before it; null outside of generators. */
  step: { readonly pendings: number } | null;
  /** What runs once the code that runs now is through: jobs in order, then timers by the clock. */
  readonly jobs: (() => void)[];
  readonly timers: Timer[];
  /** How many milliseconds timers have let pass so far. */
  now: number;
  /** The functions that the file has given a test runner, which run after it. */
  readonly tests: GivenTest[];
  /** How often each problem was raised with nothing to catch it, and how often the file wrote to the console or ended the process. */
  readonly raised: Map<string, number>;
  told: number;
  /** Promises that were certainly rejected; final once the host has seen that nothing handles it. */
  readonly rejections: { readonly promise: PromiseState; isFinal: boolean }[];
  /** Functions of authors that were called. */
  readonly called: Set<Running>;
  readonly rootCalls: RootCall[];
  /** Calls of something unknown on a tensor, outside of every model, and why it is not known. */
  readonly unknownCalls: { readonly at: FileRange; readonly reason: string }[];
  /** Every module that was constructed, in order. */
  readonly modules: ObjectValue[];
  /** Every class that was evaluated, with its syntax. */
  readonly classes: { readonly value: ClassValue; readonly node: Node }[];
  /** Where each class was last passed as an argument or an element: unlike a number, a class cannot carry its place. */
  readonly givenClasses: Map<ClassValue, FileRange>;
  problems: Map<string, PlacedProblem>;
  readonly consequences: Map<string, Hidden>;
  /** How many errors there were so far, including repetitions and consequences, which are not reported. */
  faults: number;
  /** The call of the file's own that has an error already, and what was refused in it. */
  faulted: FaultedCall | null;
  /** For each number that was refused as an attribute, the places of the numbers that it was calculated from. */
  refusedSources: (readonly FileRange[])[];
  /** Layers, and attributes of ops, that were refused: what they give is only a guess. */
  refused: WeakSet<object>;
  observations: Map<FactSite, Observation>;
  /** Who calls what runs: the file itself, or only the analysis, on an input that the author states or on an assumed one. */
  caller: "file" | "stated" | "assumed";
  /** Where facts are collected: everywhere, or within one class only. */
  observed: Range | null;
  isCancelled: () => boolean;
  /** Called with every application of an op while the input of a model is being found. */
  onApply: ((op: string, attrs: Attrs, shapes: readonly Shape[]) => void) | null;
  /** Called with every problem while assumptions are tried out. */
  onReport: ((problem: PlacedProblem) => void) | null;
  readonly folds: Fold[];
  /** What the file has put on objects of the host. */
  readonly extended: Map<HostObject, ObjectValue>;
  /** The names that it has set on unknown things, which may be objects of the host; null stands for an unknown name. */
  readonly perhapsExtended: Set<string | null>;
  /** The class `Tensor` of the library, whose methods are read like any. */
  tensorClass: ClassValue | null;
  /** Loops of the author's that were given up, and what there was too much of. */
  readonly unfollowed: Map<string, LoopLimit>;
  /** Loops of the author's that never ended before. */
  readonly endlessLoops: Set<string>;
  /** Whether an iteration of a loop runs only to learn what it changes. */
  isRehearsing: boolean;
  /** The attributes that were read last, and when. */
  lastAttrs: { readonly of: ObjectValue; readonly clock: number; readonly attrs: Attrs } | null;
  /** How often each function was called with plain arguments. */
  callCounts: Map<Running, number>;
  remembered: WeakMap<FunctionValue, Map<string, RememberedCall>>;
  /**
   * The recipes of the library's constructions, by class and by the key of the arguments; null where there can be
   * none.
   */
  recipes: WeakMap<ClassValue, Map<string, Recipe | null>>;
  followsRecipes: boolean;
  /** How many things and applications all recipes have together. */
  recipeParts: number;
  /** How many calls of which recipes are to be written are running now, one inside another. */
  recipesBeingWritten: number;
  /** Every call of a module since the outermost of them began. */
  readonly moduleCalls: ModuleCall[];
  /** How deeply calls have been nested since the innermost of them began. */
  deepest: number;
}

/** A problem with its place, and as much as is known of what led to it. */
export type Refusal = Problem & Pick<PlacedProblem, "at"> & Partial<ProblemPlace>;

/** A `try` that begins now. */
export function newTry(m: Machine, pendings = m.pendings.length): Try {
  return { forks: m.forks, pendings, errors: 0, clock: -1 };
}

export function newMachine(intrinsics: Intrinsics): Machine {
  return {
    ...newState(),
    intrinsics,
    journal: newJournal(),
    file: "",
    isCancelled: () => false,
    symbols: 0,
    faults: 0,
    refused: new WeakSet(),
    tensorClass: null,
    recipes: new WeakMap(),
    followsRecipes: false,
    recipeParts: 0,
  };
}

/** Makes the machine ready for another file. */
export function reset(m: Machine, file: string, isCancelled: () => boolean): void {
  Object.assign(m, newState(), { file, isCancelled });
}

/** What an analysis starts with. */
function newState() {
  return {
    isBroken: false,
    frame: null,
    imports: [],
    modelScope: null,
    forks: 0,
    doubts: [],
    applied: [],
    modelStart: { doubts: 0, pendings: 0 },
    depth: 0,
    deepSteps: 0,
    deepSince: 0,
    endless: new Set<Running>(),
    steps: 0,
    paid: 0,
    madeInCalls: 0,
    stepLimit: limits.steps,
    allowed: limits.steps,
    ceiling: Number.POSITIVE_INFINITY,
    letterSteps: 0,
    cuts: 0,
    nextQuestion: 0,
    nodes: 0,
    nodeLimit: limits.nodes,
    loops: [],
    calls: [],
    callFrames: [],
    callValues: [],
    constructing: [],
    tries: [],
    caughtRefusals: new WeakMap(),
    triesOutside: 0,
    thrownArms: null,
    mayThrow: null,
    late: null,
    pendings: [],
    step: null,
    jobs: [],
    timers: [],
    now: 0,
    tests: [],
    raised: new Map<string, number>(),
    told: 0,
    rejections: [],
    called: new Set<Running>(),
    rootCalls: [],
    unknownCalls: [],
    modules: [],
    classes: [],
    givenClasses: new Map<ClassValue, FileRange>(),
    problems: new Map<string, PlacedProblem>(),
    consequences: new Map<string, Hidden>(),
    faulted: null,
    refusedSources: [],
    observations: new Map<FactSite, Observation>(),
    caller: "file" as const,
    observed: null,
    onApply: null,
    onReport: null,
    folds: [],
    extended: new Map<HostObject, ObjectValue>(),
    perhapsExtended: new Set<string | null>(),
    unfollowed: new Map<string, LoopLimit>(),
    endlessLoops: new Set<string>(),
    isRehearsing: false,
    lastAttrs: null,
    callCounts: new Map<Running, number>(),
    remembered: new WeakMap<FunctionValue, Map<string, RememberedCall>>(),
    recipesBeingWritten: 0,
    moduleCalls: [],
    deepest: 0,
  };
}

export function keyOfPlace({ file, start }: FileRange): string {
  return `${file} ${start}`;
}

/** Whether the current code certainly runs, and would end the run by throwing. */
export function isCertain(m: Machine): boolean {
  const isDecided = m.forks === 0 && m.pendings.length === 0 && m.tries.length === 0;
  // What a half-typed file lets pass is refused once the file is whole, so no recipe may repeat it.
  if (isDecided && m.isBroken) noteUnrepeatable(m.journal.watch);
  return isDecided && !m.isBroken;
}

/** Runs what the file does not call, on an input that the author states for it. */
export function asStated<T>(m: Machine, run: () => T): T {
  const outer = m.caller;
  m.caller = "stated";
  try {
    return run();
  } finally {
    m.caller = outer;
  }
}

/** Reports a problem once, however often it is met. */
export function report(m: Machine, problem: Refusal): void {
  const isError = definitionOf(problem.code).severity === "error";
  noteUnrepeatable(m.journal.watch);
  if (isError) m.faults += 1;
  if (isConsequence(m, problem)) return;
  noteError(m, problem);
  const isUncalled = m.caller === "assumed";
  if (isError && !isUncalled) limitAfterError(m);
  const key = problemKey(problem.code, problem.at);
  const known = m.problems.get(key);
  // What was met on an assumed input may be met again on one that is stated.
  if (known !== undefined && (isUncalled || !known.isUncalled)) return;
  const related = isError ? wayTo(m, problem.at) : [];
  const placed = { related, op: null, ...problem, ...(isUncalled && { isUncalled: true as const }) };
  m.problems.set(key, placed);
  m.onReport?.(placed);
}

/** Counts errors that are not reported because they only follow from others. */
export function countConsequences(m: Machine, count: number): void {
  noteUnrepeatable(m.journal.watch);
  m.faults += count;
}

/** Whether a problem of this kind was reported at a place. */
export function isReported({ problems }: Machine, code: ProblemCode, at: FileRange): boolean {
  return problems.has(problemKey(code, at));
}

/** The key of a problem of this kind at this place. */
export function problemKey(code: ProblemCode, { file, start, end }: FileRange): string {
  return `${code} ${file} ${start} ${end}`;
}
