/* Paths as the analysis writes them: with `/`, on every system. */

/** The folders that a file is in, the innermost first. */
export function foldersAbove(path: string): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  return folders.map((_, index) => folders.slice(0, folders.length - index).join("/"));
}

export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** The file that a specifier names from beside another file. */
export function joinPath(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
