import { Disposable, type WebviewPanel } from "vscode";
import {
  createMessenger,
  Disconnected,
  type Handlers,
  type Message,
  type Messenger,
} from "../../base/index.ts";
import type { HostSide, PageSide } from "../../protocol/index.ts";

/**
 * Speaks with the page of a panel. VS Code throws away a hidden page and everything posted to it. So requests wait until
 * the page listens (again), while events are dropped: a page that gets ready is shown the present state.
 */
export interface Channel extends Pick<Messenger<PageSide>, "request" | "send">, Disposable {}

export function openChannel(panel: WebviewPanel, handlers: Handlers<HostSide>): Channel {
  const waiting: Message[] = [];
  let listening = false;
  let closed = false;

  function post(message: Message): void {
    // A request that comes too late is rejected like those that were open.
    if (closed) queueMicrotask(close);
    else if (listening) void panel.webview.postMessage(message);
    else if (message.kind === "request" || message.kind === "cancel") waiting.push(message);
  }
  function lose(): void {
    if (!listening) return;
    listening = false;
    messenger.disconnect(new Disconnected("The page was closed."));
  }
  /** A page that was ready before has been loaded again, and has forgotten what it was doing. */
  function ready(): void {
    lose();
    listening = true;
    handlers.events.ready(null);
    waiting.splice(0).forEach(post);
  }
  function close(): void {
    messenger.disconnect(new Disconnected("The preview was closed."));
  }
  const messenger = createMessenger<HostSide, PageSide>(
    { ...handlers, events: { ...handlers.events, ready } },
    post,
  );
  const parts = Disposable.from(
    panel.webview.onDidReceiveMessage((message: Message) => messenger.receive(message)),
    panel.onDidChangeViewState(() => {
      if (!panel.visible) lose();
    }),
  );
  return {
    request: messenger.request,
    send: messenger.send,
    dispose() {
      closed = true;
      waiting.length = 0;
      parts.dispose();
      close();
    },
  };
}
