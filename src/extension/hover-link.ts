import { type Hover, MarkdownString, type Position, type TextDocument } from "vscode";
import type { ServerRequests } from "../protocol/index.ts";

type DrawnAt = ServerRequests["cnnBlocks/drawnAt"];

const show = "cnnBlocks.showInPreview";
const run = "cnnBlocks.runModel";

/** Adds links that show what a hover is about in the preview and run its model; leaves the hover as it is where no model has it. */
export async function withLinks(
  hover: Hover,
  document: TextDocument,
  position: Position,
  drawnAt: (params: DrawnAt["params"]) => Promise<DrawnAt["result"]>,
): Promise<Hover> {
  const uri = document.uri.toString();
  const places = await drawnAt({ uri, offset: document.offsetAt(position) });
  const [first] = places;
  if (first === undefined) return hover;
  const links = [
    `[Show in preview](command:${show}?${argumentsText([uri, places])})`,
    `[Run](command:${run}?${argumentsText([uri, first.model])})`,
  ];
  const link = new MarkdownString(links.join(" · "));
  link.isTrusted = { enabledCommands: [show, run] };
  hover.contents.push(link);
  return hover;
}

/** Escaped for a Markdown link; `encodeURIComponent` leaves parentheses alone. */
function argumentsText(values: readonly unknown[]): string {
  return encodeURIComponent(JSON.stringify(values)).replace(/[()]/g, (one) => (one === "(" ? "%28" : "%29"));
}
