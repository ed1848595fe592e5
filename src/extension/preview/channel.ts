import { Disposable, type Event, EventEmitter, type WebviewPanel } from "vscode";
import type { HostMessage, PreviewMessage } from "../../protocol/index.ts";

/**
 * Speaks with the page of a panel. A hidden page is gone, and what is posted to it would be lost: a run waits until
 * the page listens (again), and everything else is left out, since a page that gets ready is told the present state.
 */
export interface Channel extends Disposable {
  post(message: HostMessage): void;
  readonly onMessage: Event<PreviewMessage>;
  /** The page went out of sight, and what it was doing with it. */
  readonly onLost: Event<void>;
}

export function openChannel(panel: WebviewPanel): Channel {
  const messages = new EventEmitter<PreviewMessage>();
  const lost = new EventEmitter<void>();
  const waiting: HostMessage[] = [];
  let listening = false;

  function post(message: HostMessage): void {
    if (listening) void panel.webview.postMessage(message);
    else if (message.kind === "run" || message.kind === "compare") waiting.push(message);
  }
  const received = panel.webview.onDidReceiveMessage((message: PreviewMessage) => {
    if (message.kind === "ready") listening = true;
    messages.fire(message);
    if (message.kind === "ready") waiting.splice(0).forEach(post);
  });
  const moved = panel.onDidChangeViewState(() => {
    if (panel.visible || !listening) return;
    listening = false;
    lost.fire();
  });
  const parts = Disposable.from(messages, lost, received, moved);
  return { post, onMessage: messages.event, onLost: lost.event, dispose: () => parts.dispose() };
}
