import { type Hover, MarkdownString, type Position, type TextDocument } from "vscode";
import type { ServerRequests } from "../protocol/index.ts";

type DrawnAt = ServerRequests["cnnBlocks/drawnAt"];

const command = "cnnBlocks.showInPreview";

/** Adds a link that shows what a hover is about in the preview; leaves the hover as it is where no model has it. */
export async function withPreviewLink(
  hover: Hover,
  document: TextDocument,
  position: Position,
  drawnAt: (params: DrawnAt["params"]) => Promise<DrawnAt["result"]>,
): Promise<Hover> {
  const uri = document.uri.toString();
  const places = await drawnAt({ uri, offset: document.offsetAt(position) });
  if (places.length === 0) return hover;
  const link = new MarkdownString(`[Show in preview](command:${command}?${argumentsText([uri, places])})`);
  link.isTrusted = { enabledCommands: [command] };
  hover.contents.push(link);
  return hover;
}

/** Escaped for a Markdown link; `encodeURIComponent` leaves parentheses alone. */
function argumentsText(values: readonly unknown[]): string {
  return encodeURIComponent(JSON.stringify(values)).replace(/[()]/g, (one) => (one === "(" ? "%28" : "%29"));
}
