import { type Uri, window, workspace } from "vscode";
import type { FileKind, OpenedFile } from "../../protocol/index.ts";

const kinds: Readonly<Record<FileKind, { readonly title: string; readonly endings: readonly string[] }>> = {
  picture: { title: "Open Picture", endings: ["png", "jpg", "jpeg", "webp", "gif", "bmp", "avif"] },
};

/** Asks the author for a file. Null where they choose none. */
export async function openFile(kind: FileKind): Promise<OpenedFile | null> {
  const uri = await chooseFile(kind);
  if (uri === null) return null;
  const bytes = await workspace.fs.readFile(uri);
  return { name: nameOf(uri), bytes: new Uint8Array(bytes).buffer };
}

async function chooseFile(kind: FileKind): Promise<Uri | null> {
  const { title, endings } = kinds[kind];
  const chosen = await window.showOpenDialog({
    title,
    openLabel: "Open",
    filters: { [title]: [...endings] },
  });
  return chosen?.[0] ?? null;
}

function nameOf({ path }: Uri): string {
  return path.split("/").at(-1) ?? path;
}
