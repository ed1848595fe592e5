import type { Answer } from "../../protocol/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import { refused, type ToolContext } from "./agent-tool.ts";

/**
 * Opens a file that an agent names. A file outside the folders is refused before anything is read, even if its
 * path only leads out of them through `..`.
 */
export async function openFile(context: ToolContext, name: string): Promise<Answer<AnalysisSources>> {
  const { folders } = context;
  const inside = candidates(folders, name).filter((file) => isInside(folders, file));
  if (inside.length === 0)
    return refused(
      folders.length === 0
        ? "No folder is open, so there is no file that may be read."
        : `${name} is outside ${folders.join(" and ")}. Only files inside may be read.`,
    );
  const refusals: Answer<AnalysisSources>[] = [];
  for (const file of inside) {
    const answer = await context.open(file);
    if (answer.ok) return answer;
    refusals.push(answer);
  }
  return refusals[0] ?? refused(`There is no file ${name}.`);
}

/** Whether a file is in one of the folders or below it. */
export function isInside(folders: readonly string[], file: string): boolean {
  return inFolder(folders, file) !== undefined;
}

/** A file's path as agents see it: relative to the folder that it is in. */
export function shownFile({ folders }: ToolContext, file: string): string {
  return inFolder(folders, file) ?? file;
}

/** The path of a file from the first folder that it is in. */
function inFolder(folders: readonly string[], file: string): string | undefined {
  const path = normalized(file);
  const above = folders.map((folder) => normalized(folder).replace(/\/?$/, "/"));
  const folder = above.find((one) => path.startsWith(one));
  return folder === undefined ? undefined : path.slice(folder.length);
}

/** A relative path may be meant from any of the folders. */
function candidates(folders: readonly string[], name: string): readonly string[] {
  const path = name.replaceAll("\\", "/");
  if (isAbsolute(path)) return [normalized(path)];
  return folders.map((folder) => normalized(`${folder}/${path}`));
}

/** Whether it begins with `/`, a drive such as `C:`, or a scheme such as `file:`. */
function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path);
}

/** Without `.` and `..`, and with the drive in lower case, as VS Code names files. */
function normalized(path: string): string {
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
