/**
 * What all our hosts (Node, pages, workers) have but the language's own library does not declare: a clock, and a way
 * to let other work run. Looked up rather than imported, so that the runtime depends on no particular host.
 */
interface HostGlobals {
  readonly performance?: { now(): number };
  readonly setImmediate?: (callback: () => void) => unknown;
  readonly MessageChannel?: new () => Channel;
  readonly setTimeout?: (callback: () => void, milliseconds: number) => unknown;
}

interface Channel {
  readonly port1: { onmessage: (() => void) | null };
  readonly port2: { postMessage(message: null): void };
}

const host = globalThis as unknown as HostGlobals;

/** Milliseconds from some fixed moment. */
export function now(): number {
  return host.performance?.now() ?? Date.now();
}

/** Lets the host's other work run: messages, timers, a cancel button. */
export function yieldToHost(): Promise<void> {
  const { setImmediate, MessageChannel, setTimeout } = host;
  return new Promise((resolve) => {
    if (setImmediate !== undefined) setImmediate(resolve);
    else if (MessageChannel !== undefined) postToSelf(MessageChannel, resolve);
    else if (setTimeout !== undefined) setTimeout(resolve, 0);
    else resolve();
  });
}

let channel: Channel | undefined;
const waiting: (() => void)[] = [];

/** A timer would wait 4 ms in a browser; a message does not. One channel serves all: making one each time is slow. */
function postToSelf(MessageChannel: new () => Channel, done: () => void): void {
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  waiting.push(done);
  channel.port2.postMessage(null);
}
