import type { HostMessage, KeptState, PreviewMessage } from "../../src/protocol/index.ts";

/** The host's side of the wall: messages both ways, and the state that outlives the page. */
export interface Bridge {
  post(message: PreviewMessage): void;
  onMessage(listener: (message: HostMessage) => void): void;
  /** What the page last kept, in whatever version of it. */
  kept(): unknown;
  keep(state: KeptState): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be called once a page: VS Code hands its API out only once. */
export function connect(): Bridge {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => {
      window.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => listener(data));
    },
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
  };
}
