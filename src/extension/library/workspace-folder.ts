import { Uri, window, workspace } from "vscode";

/** Where a file's packages belong: its workspace folder, else the folder that it lies in. Undefined for an unsaved one. */
export function folderFor(file: Uri): Uri | undefined {
  const own = workspace.getWorkspaceFolder(file);
  if (own) return own.uri;
  return file.scheme === "untitled" ? firstFolder() : Uri.joinPath(file, "..");
}

/** The workspace folder of what the author looks at, else the first one. Undefined where none is open. */
export function currentFolder(): Uri | undefined {
  const file = window.activeTextEditor?.document.uri;
  const own = file && workspace.getWorkspaceFolder(file);
  return own?.uri ?? firstFolder();
}

function firstFolder(): Uri | undefined {
  return workspace.workspaceFolders?.[0]?.uri;
}
