import type { Answer } from "../../protocol/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { refused, type ToolContext } from "./agent-tool.ts";

/**
 * Opens a file that an agent names. One outside the folders is refused before anything is read, whichever way its path leads
 * out of them.
 */
export async function openFile(context: ToolContext, name: string): Promise<Answer<AnalysisSources>> {
  const { folders } = context;
  const inside = candidates(folders, name).filter((file) => folderOf(folders, file) !== undefined);
  if (inside.length === 0)
    return refused(
      folders.length === 0
        ? "No folder is open, so there is no file that may be read."
        : `${name} is outside ${folders.join(" and ")}. Only files inside may be read.`,
    );
  const opened: Answer<AnalysisSources>[] = [];
  for (const file of inside) {
    const one = await context.open(file);
    if (one.ok) return one;
    opened.push(one);
  }
  return opened[0] ?? refused(`There is no file ${name}.`);
}

/** How a file is shown: relative to the folder that it is in. */
export function shownFile({ folders }: ToolContext, file: string): string {
  const folder = folderOf(folders, file);
  return folder === undefined ? file : file.slice(folder.length).replace(/^\//, "");
}

/** A relative path may be meant from any of the folders. */
function candidates(folders: readonly string[], name: string): readonly string[] {
  const path = name.replaceAll("\\", "/");
  if (isAbsolute(path)) return [withoutDots(path)];
  return folders.map((folder) => withoutDots(`${folder}/${path}`));
}

/** A path from the root, of a drive, or an address. */
function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path);
}

function withoutDots(path: string): string {
  const [, root = "", rest = ""] =
    /^([A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]*\/|[A-Za-z]:\/|\/)?(.*)$/s.exec(path) ?? [];
  const parts: string[] = [];
  for (const part of rest.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  const drive = /^[A-Z]:\/$/.test(root) ? root.toLowerCase() : root;
  return `${drive}${parts.join("/")}`;
}

function folderOf(folders: readonly string[], file: string): string | undefined {
  return folders.find((folder) => file.startsWith(folder.endsWith("/") ? folder : `${folder}/`));
}
