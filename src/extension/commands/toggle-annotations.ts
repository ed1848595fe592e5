import { ConfigurationTarget, workspace } from "vscode";
import { annotationsEnabled } from "../../settings/index.ts";
import { section } from "../settings.ts";
import type { Command } from "./command.ts";

const { key, default: usual } = annotationsEnabled;

/** Turns hints, lenses and hovers off and on together. Argument: whether they should be on; toggles without one. */
export const toggleAnnotations: Command = {
  id: "cnnBlocks.toggleAnnotations",
  title: "Toggle Annotations",
  icon: "eye",
  summary: "Turns all inlay hints, code lenses and hovers on or off.",
  async run(_app, wanted) {
    const settings = workspace.getConfiguration(section);
    const next = typeof wanted === "boolean" ? wanted : !settings.get<boolean>(key, usual);
    // A value of the workspace wins over the user's own, so change it where there is one.
    const inWorkspace = settings.inspect<boolean>(key)?.workspaceValue !== undefined;
    await settings.update(
      key,
      next,
      inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
    );
  },
};
