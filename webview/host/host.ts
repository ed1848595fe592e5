import { createMessenger, type Handlers, type Message, type Messenger } from "../../src/base/index.ts";
import type { HostSide, PageSide } from "../../src/protocol/index.ts";

/** The extension, as the page speaks with it. */
export type HostMessenger = Messenger<HostSide>;

/** What VS Code gives a webview. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  /** What the page saved last, perhaps in an older version of the extension. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be called once per page: VS Code hands its API out only once. */
export function vsCodeApi(): VsCodeApi {
  return acquireVsCodeApi();
}

export function connectHost(api: VsCodeApi, handlers: Handlers<PageSide>): HostMessenger {
  const host = createMessenger<PageSide, HostSide>(handlers, (message) => api.postMessage(message));
  window.addEventListener("message", ({ data }: MessageEvent<Message>) => host.receive(data));
  return host;
}
