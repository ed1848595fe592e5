import { Uri, window } from "vscode";
import { currentFolder, folderFor } from "../library/workspace-folder.ts";
import { putLibraryInto } from "../library/workspace-library.ts";
import type { Command } from "./command.ts";

/** Argument: a file of the workspace folder whose `node_modules` should get the block API. */
export const addLibrary: Command = {
  id: "cnnBlocks.addLibrary",
  title: "Add Block Library to Workspace",
  icon: "library",
  summary:
    "Puts `cnn-blocks` into the workspace's `node_modules`, offline, so that TypeScript resolves the import.",
  enablement: "workspaceFolderCount > 0",
  async run({ context }, file) {
    const folder = file instanceof Uri ? folderFor(file) : currentFolder();
    if (folder === undefined) {
      void window.showInformationMessage("Open a folder first: the library goes into its node_modules.");
      return;
    }
    await putLibraryInto(folder, context);
  },
};
