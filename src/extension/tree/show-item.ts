import type { ShownAs } from "../../protocol/index.ts";
import type { App } from "../app.ts";
import { targetDocument } from "../commands/target.ts";
import { outlined } from "./outlined.ts";

/** Opens the preview of an item's model, and shows the item there in one of the preview's ways. */
export async function showItem(app: App, given: unknown, as: ShownAs): Promise<void> {
  const item = outlined(given);
  if (item === undefined) return;
  const { uri } = await targetDocument(app, item.file);
  const { model, path, node } = item;
  await app.preview.showItem({ model, path, node, as }, { uri, model });
}
