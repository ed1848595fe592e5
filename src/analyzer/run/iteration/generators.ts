import { undefinedValue, unknownValue } from "../../values/make.ts";
import type {
  Completion,
  IteratorSource,
  IteratorStep,
  UnknownValue,
  Value,
  Yielded,
  Yields,
} from "../../values/value.ts";
import { catchesArms, dropArm } from "../arms/arms.ts";
import { thrownInArms } from "../arms/catching.ts";
import { checkpointOf, dropArms } from "../arms/checkpoint.ts";
import { forkMaybe, resume, settle } from "../arms/fork.ts";
import { type Machine, newTry } from "../machine.ts";
import type { PerhapsThrown } from "../records.ts";
import { type LoopFrame, Thrown } from "../stops.ts";
import { throwError } from "../throw-error.ts";
import { ended } from "./iterators.ts";
import { perhapsThrow } from "./lost-iterators.ts";

/** Runs a part of a generator as a call of it: within the limit of recursion. */
export type Within = (body: () => Value) => Value;

/** A generator's body as what gives values. What it has open where it stops is put aside until it goes on. */
export function generatorSource(m: Machine, body: Yields, within: Within): IteratorSource {
  let loops: readonly LoopFrame[] = [];
  let tries = 0;
  let doubt: UnknownValue | null = null;
  let isRunning = false;
  let late: PerhapsThrown | null = null;
  type How = () => IteratorResult<Yielded, Completion>;
  const goOn = (how: How, error?: Value): IteratorStep => {
    if (isRunning) throwError(m, "TypeError", "Generator is already running");
    if (doubt === null) return stepBy(how);
    // It may have ended already, so nothing that it does from here on is certain.
    let step: IteratorStep = ended;
    if (error !== undefined) perhapsThrow(m, doubt, error);
    forkMaybe(
      m,
      doubt,
      () => {
        step = stepBy(how);
        return undefinedValue;
      },
      false,
    );
    return { ...step, doubt: step.doubt ?? doubt };
  };
  const stepBy = (how: How): IteratorStep => {
    const base = m.loops.length;
    const outerTries = m.tries.length;
    const checkpoint = checkpointOf(m);
    const { pendings } = checkpoint;
    m.loops.push(...loops);
    for (let open = 0; open < tries; open++) m.tries.push(newTry(m, pendings));
    const outerStep = m.step;
    m.step = { pendings };
    isRunning = true;
    m.mayThrow ??= late;
    late = null;
    let step: IteratorStep = ended;
    let isThrown = true;
    try {
      within(() => {
        const result = orArm(m, pendings, how);
        if (result.done) step = { isDone: true, value: returned(m, pendings, result.value), doubt };
        else {
          if (m.tries.length > outerTries) late = thrownMeanwhile(m, pendings);
          if (m.pendings.length > pendings) doubt ??= dependent;
          doubt ??= result.value.doubt;
          step = { ...result.value, isDone: false, doubt };
        }
        return undefinedValue;
      });
      isThrown = false;
    } finally {
      isRunning = false;
      m.step = outerStep;
      m.mayThrow = null;
      loops = m.loops.splice(base);
      tries = m.tries.splice(outerTries).length;
      // Where one arm has ended the generator, its changes are joined with those of the other.
      if (!isThrown && m.pendings.length > pendings) settle(m, pendings, undefined, () => true);
      // What it throws in an arm reaches the `catch` around whoever asked for the value.
      if (tries === 0 && catchesArms(m)) dropJumps(m, pendings);
      else if (m.pendings.length > pendings) dropArms(m, checkpoint);
    }
    return step;
  };
  return {
    next: (sent) => goOn(() => body.next(sent)),
    return: (value) => goOn(() => body.return({ kind: "return", value })),
    throw: (error, at = null) => goOn(() => body.throw(new Thrown(error, false, at)), error),
  };
}

const dependent = unknownValue("What the generator gives depends on a condition");

/** What arms of a `try` threw before the generator stops within it: that reaches the `catch` once it goes on. */
function thrownMeanwhile(m: Machine, base: number): PerhapsThrown | null {
  const thrown = thrownInArms(m, base, null);
  return thrown && { thrown, why: dependent, worlds: [] };
}

/**
 * How many arms waited where a part of a generator began. Where the generator has stopped since, that is where it went on:
 * none of its own waits meanwhile.
 */
export function armsBefore(m: Machine): () => number {
  const { step } = m;
  const { length } = m.pendings;
  return () => (m.step === step ? length : (m.step?.pendings ?? length));
}

/** Forgets the arms that left a loop or the generator itself early. */
function dropJumps(m: Machine, base: number): void {
  for (let index = m.pendings.length - 1; index >= base; index--)
    if (m.pendings[index]?.completion.kind !== "throw") dropArm(m, index);
}

/** A step of a generator. Where it throws and one of its arms has returned, it goes on as that arm. */
function orArm(
  m: Machine,
  base: number,
  how: () => IteratorResult<Yielded, Completion>,
): ReturnType<typeof how> {
  try {
    return how();
  } catch (error) {
    if (!(error instanceof Thrown) || m.pendings.length === base) throw error;
    return { done: true, value: resume(m, base, error) };
  }
}

/** What a generator returns; arms that ended early meet here. */
function returned(m: Machine, base: number, completion: Completion): Value {
  const settled = m.pendings.length > base ? settle(m, base, completion, () => true) : completion;
  return settled?.kind === "return" ? settled.value : undefinedValue;
}
