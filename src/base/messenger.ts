/** What one side of a border answers and listens to. Requests get an answer, events do not. */
export interface Side {
  readonly requests: Readonly<Record<string, RequestTypes>>;
  readonly events: Readonly<Record<string, unknown>>;
}

interface RequestTypes {
  readonly params: unknown;
  readonly result: unknown;
  /** What is reported while the request is being answered. */
  readonly progress?: unknown;
}

/** How a side answers its requests and reacts to its events: one function each. */
export interface Handlers<S extends Side> {
  readonly requests: {
    readonly [M in keyof S["requests"]]: (
      params: S["requests"][M]["params"],
      call: OpenRequest<S["requests"][M]["progress"]>,
    ) => S["requests"][M]["result"] | Promise<S["requests"][M]["result"]>;
  };
  readonly events: { readonly [E in keyof S["events"]]: (params: S["events"][E]) => void };
}

/** A request while it is being answered. */
export interface OpenRequest<P> {
  progress(value: P): void;
  /** Calls the listener when the caller cancels the request; at once where it already has. */
  onCancel(listener: () => void): void;
  /** Moves buffers of the result to the other side instead of copying them. */
  transfer(...buffers: readonly ArrayBuffer[]): void;
}

/** Speaks with the other side of a border. */
export interface Messenger<There extends Side> {
  /** Resolves with the answer. Rejects where the other side failed, or is gone (see `disconnect`). */
  request<M extends keyof There["requests"]>(
    method: M,
    params: There["requests"][M]["params"],
    options?: RequestOptions<There["requests"][M]["progress"]>,
  ): Promise<There["requests"][M]["result"]>;
  send<E extends keyof There["events"]>(event: E, params: There["events"][E]): void;
  /** To be called with every message that arrives. */
  receive(message: Message): void;
  /** The other side is gone: open requests reject with the reason, and answers to its own requests are dropped. */
  disconnect(reason: Error): void;
}

export interface RequestOptions<P> {
  readonly onProgress?: (value: P) => void;
  /** Asks the other side to stop. The request still gets an answer. */
  readonly signal?: Signal;
}

/** The part of the platform's `AbortSignal` that is needed here. */
interface Signal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
}

/** What crosses the border. */
export type Message =
  | { readonly kind: "request"; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly kind: "progress"; readonly id: number; readonly value: unknown }
  | { readonly kind: "cancel"; readonly id: number }
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number; readonly message: string }
  | { readonly kind: "event"; readonly name: string; readonly params: unknown };

/** The reason of a request that gets no answer because its page or worker was closed. */
export class Disconnected extends Error {}

type Post = (message: Message, transfer: readonly ArrayBuffer[]) => void;

/** Connects two sides: `handlers` are this side's, `post` hands a message to the other. */
export function createMessenger<Here extends Side, There extends Side>(
  handlers: Handlers<Here>,
  post: Post,
): Messenger<There> {
  const asking = createAsking(post);
  const answering = createAnswering(handlers, post);
  return {
    request: (method, params, options = {}) => asking.request(String(method), params, options),
    send: (name, params) => post({ kind: "event", name: String(name), params }, []),
    receive: (message) => {
      if (message.kind === "event") handlers.events[message.name]?.(message.params as never);
      else if (message.kind === "request" || message.kind === "cancel") answering.receive(message);
      else asking.receive(message);
    },
    disconnect(reason) {
      asking.disconnect(reason);
      answering.disconnect();
    },
  };
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: Error) => void;
  readonly onProgress: (value: never) => void;
}

type Incoming<K extends Message["kind"]> = Extract<Message, { kind: K }>;

/** The requests of this side that wait for their answers. */
function createAsking(post: Post) {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  return {
    request<P, R>(name: string, params: unknown, { onProgress, signal }: RequestOptions<P>): Promise<R> {
      count += 1;
      const id = count;
      return new Promise<R>((resolve, reject) => {
        waiting.set(id, { resolve, reject, onProgress: onProgress ?? (() => undefined) });
        post({ kind: "request", id, name, params }, []);
        const cancel = (): void => {
          if (waiting.has(id)) post({ kind: "cancel", id }, []);
        };
        signal?.addEventListener("abort", cancel);
        if (signal?.aborted) cancel();
      });
    },
    receive(message: Incoming<"progress" | "result" | "error">): void {
      const request = waiting.get(message.id);
      if (message.kind !== "progress") waiting.delete(message.id);
      if (message.kind === "progress") request?.onProgress(message.value as never);
      else if (message.kind === "result") request?.resolve(message.value as never);
      else request?.reject(new Error(message.message));
    },
    disconnect(reason: Error): void {
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    },
  };
}

interface Answering {
  cancelled: boolean;
  readonly listeners: (() => void)[];
}

function cancel(answering: Answering): void {
  answering.cancelled = true;
  for (const listener of answering.listeners.splice(0)) listener();
}

/** The other side's requests that are being answered. */
function createAnswering<S extends Side>({ requests }: Handlers<S>, post: Post) {
  const open = new Map<number, Answering>();
  async function answer({ id, name, params }: Incoming<"request">): Promise<void> {
    const own: Answering = { cancelled: false, listeners: [] };
    const buffers: ArrayBuffer[] = [];
    open.set(id, own);
    // After a disconnection another request may have the same id.
    const reply = (message: Message): void => {
      if (open.get(id) === own) post(message, message.kind === "result" ? buffers : []);
    };
    try {
      const handler = requests[name];
      if (handler === undefined) throw new Error(`There is no request ${name}.`);
      const value = await handler(params as never, {
        progress: (step) => reply({ kind: "progress", id, value: step }),
        onCancel: (listener) => void (own.cancelled ? listener() : own.listeners.push(listener)),
        transfer: (...more) => void buffers.push(...more),
      });
      reply({ kind: "result", id, value });
    } catch (error) {
      reply({ kind: "error", id, message: error instanceof Error ? error.message : String(error) });
    }
    if (open.get(id) === own) open.delete(id);
  }
  return {
    receive(message: Incoming<"request" | "cancel">): void {
      if (message.kind === "request") return void answer(message);
      const cancelled = open.get(message.id);
      if (cancelled === undefined) return;
      cancel(cancelled);
    },
    disconnect(): void {
      const lost = [...open.values()];
      open.clear();
      for (const answering of lost) cancel(answering);
    },
  };
}
