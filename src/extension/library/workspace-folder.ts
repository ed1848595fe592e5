import { Uri, window, workspace } from "vscode";

/** Where a file's packages belong: its workspace folder, otherwise the folder that holds it. */
export function folderFor(file: Uri): Uri | undefined {
  const own = workspace.getWorkspaceFolder(file);
  if (own) return own.uri;
  return file.scheme === "untitled" ? firstFolder() : Uri.joinPath(file, "..");
}

/** The workspace folder of the active file, otherwise the first one. Undefined if none is open. */
export function currentFolder(): Uri | undefined {
  const file = window.activeTextEditor?.document.uri;
  const own = file && workspace.getWorkspaceFolder(file);
  return own?.uri ?? firstFolder();
}

function firstFolder(): Uri | undefined {
  return workspace.workspaceFolders?.[0]?.uri;
}
