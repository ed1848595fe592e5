import { turn } from "./host.ts";
import { instantiate, type Kernels, makeCall } from "./make-call.ts";
import type { Call } from "./plan.ts";

/** Everything that a thread needs; it crosses to the worker by structured clone. */
export interface ThreadTask {
  readonly kernel: WebAssembly.Module;
  /** Shared. */
  readonly memory: WebAssembly.Memory;
  /** All calls of a run, in order. */
  readonly calls: readonly Call[];
  /** 1 and up; 0 is the thread that opened the session. */
  readonly thread: number;
  readonly threads: number;
}

/** How a host starts a worker that calls `runThread` with the task and ends when it returns. */
export type StartThread = (task: ThreadTask) => void;

/** The threads of a session: each makes its share of every call, and nobody goes on before all have. */
export interface Team {
  /** Resolves when every thread stands ready, or the team has been stopped. */
  readonly ready: () => Promise<void>;
  /** Makes the call with that number together with the others. */
  readonly make: (kernels: Kernels, call: Call, number: number) => void;
  /** Lets the threads end. */
  readonly stop: () => void;
}

/**
 * Words of the shared memory's first page below the kernel's own data, which its compiler puts from byte 1024
 * on. By these threads keep step: how many calls have been announced, the number of the announced one, how many
 * threads still compute it, how many stand ready.
 */
const words = { announced: 16, number: 17, busy: 18, ready: 19 } as const;
const stopNumber = -1;

/**
 * Looks at a word this often before it sleeps: about half a millisecond, longer than most layers that one
 * thread computes alone. Waking a sleeper costs more: after 2,000
 * looks GoogLeNet on two threads took half as long again.
 */
const spins = 60_000;

export function formTeam(start: StartThread, task: Omit<ThreadTask, "thread">): Team {
  const control = new Int32Array(task.memory.buffer);
  for (let thread = 1; thread < task.threads; thread++) start({ ...task, thread });
  const announce = (number: number): void => {
    Atomics.store(control, words.number, number);
    Atomics.store(control, words.busy, task.threads - 1);
    Atomics.add(control, words.announced, 1);
    Atomics.notify(control, words.announced);
  };
  let stopped = false;
  return {
    async ready() {
      // A thread that finds the session over when it starts never stands ready.
      while (!stopped && Atomics.load(control, words.ready) < task.threads - 1) await turn();
    },
    make(kernels, call, number) {
      if (call.split === null) return makeCall(kernels, call);
      announce(number);
      makeCall(kernels, call, 0, task.threads);
      for (let busy = Atomics.load(control, words.busy); busy > 0; ) {
        awaitChange(control, words.busy, busy);
        busy = Atomics.load(control, words.busy);
      }
    },
    stop() {
      stopped = true;
      announce(stopNumber);
    },
  };
}

/** A worker's life: it returns when the session is disposed. */
export function runThread({ kernel, memory, calls, thread, threads }: ThreadTask): void {
  const control = new Int32Array(memory.buffer);
  const kernels = instantiate(kernel, memory);
  let seen = Atomics.load(control, words.announced);
  // The session may be over before this thread has started.
  if (Atomics.load(control, words.number) === stopNumber) return;
  Atomics.add(control, words.ready, 1);
  for (;;) {
    awaitChange(control, words.announced, seen);
    const announced = Atomics.load(control, words.announced);
    if (announced === seen) continue;
    seen = announced;
    const call = calls[Atomics.load(control, words.number)];
    if (call === undefined) return;
    makeCall(kernels, call, thread, threads);
    Atomics.sub(control, words.busy, 1);
    Atomics.notify(control, words.busy);
  }
}

/** Looks for a while, then sleeps until the word is notified. May return early. */
function awaitChange(control: Int32Array, word: number, value: number): void {
  for (let i = 0; i < spins; i++) if (Atomics.load(control, word) !== value) return;
  Atomics.wait(control, word, value);
}
