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
 * the page listens (again) and has been shown the present state, which they are about. Events are dropped until it listens.
 */
export interface Channel extends Pick<Messenger<PageSide>, "request" | "send">, Disposable {}

/** What the page is: loading, or gone; listening, without a picture so far; or shown the present state. */
type PageState = "away" | "listening" | "shown";

/** What is done for the page. */
export type PageHandlers = Pick<Handlers<HostSide>, "requests"> & {
  readonly events: Omit<Handlers<HostSide>["events"], "ready">;
};

/** `present` shows a page that has become ready the present state. */
export function openChannel(
  panel: WebviewPanel,
  handlers: PageHandlers,
  present: () => Promise<void>,
): Channel {
  const waiting: Message[] = [];
  let stage: PageState = "away";
  let loads = 0;
  let closed = false;

  function post(message: Message): void {
    const isOfRequest = message.kind === "request" || message.kind === "cancel";
    // A request that comes too late is rejected like those that were open.
    if (closed) queueMicrotask(close);
    else if (stage === "shown" || (stage === "listening" && !isOfRequest))
      void panel.webview.postMessage(message);
    else if (isOfRequest) waiting.push(message);
  }
  function lose(): void {
    if (stage === "away") return;
    stage = "away";
    waiting.length = 0;
    messenger.disconnect(new Disconnected("The page was closed."));
  }
  /** A page that was ready before has been loaded again, and has forgotten what it was doing. */
  async function ready(): Promise<void> {
    lose();
    stage = "listening";
    loads += 1;
    const load = loads;
    // If there is no state to show, each request says so itself.
    await present().catch(() => undefined);
    if (load !== loads || stage !== "listening") return;
    stage = "shown";
    waiting.splice(0).forEach(post);
  }
  function close(): void {
    messenger.disconnect(new Disconnected("The preview was closed."));
  }
  const messenger = createMessenger<HostSide, PageSide>(
    { ...handlers, events: { ...handlers.events, ready: () => void ready() } },
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
