import { type Kernels, makeCall, newKernels } from "../make-call.ts";
import type { Call } from "../plan.ts";

/** Everything that a thread needs; it crosses to the worker by structured clone. */
export interface ThreadTask {
  readonly kernel: WebAssembly.Module;
  /** Shared. */
  readonly memory: WebAssembly.Memory;
  /** All calls of a run, in order. */
  readonly calls: readonly Call[];
  /** How many there are, the one that opened the session included. */
  readonly threads: number;
}

/** How a host starts a worker that calls `runThread` with the task and ends when it returns. */
export type StartThread = (task: ThreadTask) => void;

/**
 * The threads of a session: each call is cut into as many shares as there are threads, and any free thread takes
 * the next one.
 */
export interface Team {
  /** Makes the call with that number, together with the threads that are ready. */
  readonly make: (kernels: Kernels, number: number) => void;
  /** Lets the threads end. */
  readonly stop: () => void;
}

/**
 * Words of the shared memory's first page below the kernel's own data, which its compiler puts from byte 1024
 * on. Threads keep step by these: which call is open and how many of its shares are taken, the number of that
 * call, how many of its shares are done.
 */
const words = { open: 16, number: 17, done: 18 } as const;

/** The lower bits of the word `open` count taken shares, the bits above count calls. */
const shareBits = 9;
const allTaken = (1 << shareBits) - 1;
const stopNumber = -1;

/**
 * How often a thread looks at a word before it sleeps: at most for about half a millisecond, longer than most layers that
 * one thread computes alone. Waking a sleeper costs more: with 2,000 looks GoogLeNet on two threads took half as
 * long again.
 */
const [fewestLooks, mostLooks] = [500, 60_000];

/**
 * Never waits for a thread that has not taken a share yet: while one is still starting, or has no core to run on, the
 * others take its share.
 */
export function formTeam(start: StartThread, task: ThreadTask): Team {
  const { memory, calls, threads } = task;
  const control = new Int32Array(memory.buffer);
  const waitFor = makeWait(control);
  Atomics.store(control, words.open, allTaken);
  for (let thread = 1; thread < threads; thread++) start(task);
  const announce = (number: number, taken: number): void => {
    Atomics.store(control, words.number, number);
    Atomics.store(control, words.done, 0);
    const count = (Atomics.load(control, words.open) >>> shareBits) + 1;
    Atomics.store(control, words.open, (count << shareBits) | taken);
    Atomics.notify(control, words.open);
  };
  return {
    make(kernels, number) {
      const call = calls[number];
      if (call === undefined) throw new Error(`The plan has no call ${number}.`);
      if (call.split === null) return makeCall(kernels, call);
      // This thread always takes the first share: half of its input is then in this core's cache.
      announce(number, 1);
      makeShare(kernels, call, 0, control, threads);
      makeShares(kernels, control, task);
      for (let done = Atomics.load(control, words.done); done < threads; ) {
        waitFor(words.done, done);
        done = Atomics.load(control, words.done);
      }
    },
    stop: () => announce(stopNumber, allTaken),
  };
}

/** A worker's life: it returns when the session is disposed. */
export function runThread(task: ThreadTask): void {
  const control = new Int32Array(task.memory.buffer);
  const kernels = newKernels(task.kernel, task.memory);
  const waitFor = makeWait(control);
  for (;;) {
    const seen = Atomics.load(control, words.open);
    if (Atomics.load(control, words.number) === stopNumber) return;
    makeShares(kernels, control, task);
    waitFor(words.open, seen);
  }
}

/** Takes shares of the open call and makes them, until none is left. */
function makeShares(kernels: Kernels, control: Int32Array, { calls, threads }: ThreadTask): void {
  for (let taken = takeShare(control, threads); taken !== null; taken = takeShare(control, threads)) {
    const call = calls[taken.number];
    if (call !== undefined) makeShare(kernels, call, taken.share, control, threads);
  }
}

function takeShare(
  control: Int32Array,
  threads: number,
): { readonly number: number; readonly share: number } | null {
  for (;;) {
    const open = Atomics.load(control, words.open);
    const share = open & allTaken;
    if (share >= threads) return null;
    // It belongs to this share: another call is announced only after `open` has changed.
    const number = Atomics.load(control, words.number);
    if (Atomics.compareExchange(control, words.open, open, open + 1) === open) return { number, share };
  }
}

function makeShare(kernels: Kernels, call: Call, share: number, control: Int32Array, threads: number): void {
  makeCall(kernels, call, share, threads);
  Atomics.add(control, words.done, 1);
  Atomics.notify(control, words.done);
}

/**
 * Waits until a word changes: looks for a while, then sleeps until the word is notified. May return early. After
 * looking in vain it looks half as long next time, since the thread it waits for may need this core.
 */
function makeWait(control: Int32Array): (word: number, value: number) => void {
  let looks = mostLooks;
  return (word, value) => {
    for (let i = 0; i < looks; i++) {
      if (Atomics.load(control, word) === value) continue;
      looks = Math.min(2 * looks, mostLooks);
      return;
    }
    looks = Math.max(looks / 2, fewestLooks);
    Atomics.wait(control, word, value);
  };
}
