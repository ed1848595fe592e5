/** The part of a page's and a worker's world that the bench uses; the bench is checked as Node's. */
interface BrowserWorld {
  readonly navigator: { readonly hardwareConcurrency: number };
  readonly Worker: new (script: string) => BrowserWorker;
  /** In a worker: resolves with the first message. */
  addEventListener(type: "message", told: (event: Message) => void, options: { readonly once: true }): void;
  /** In a worker: answers the page that started it. */
  postMessage(message: unknown): void;
}

interface BrowserWorker {
  onmessage: ((event: Message) => void) | null;
  onerror: ((event: { readonly message: string }) => void) | null;
  postMessage(message: unknown): void;
}

interface Message {
  readonly data: unknown;
}

export const browserWorld = globalThis as unknown as BrowserWorld;
