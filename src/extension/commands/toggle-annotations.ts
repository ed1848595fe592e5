import { ConfigurationTarget, workspace } from "vscode";
import { section } from "../settings.ts";
import type { Command } from "./command.ts";

const setting = "annotations.enabled";

/** Turns hints, lenses and hovers off and on together. Argument: whether they are to be on, where that is known. */
export const toggleAnnotations: Command = {
  id: "cnnBlocks.toggleAnnotations",
  title: "Toggle Annotations",
  icon: "eye",
  summary: "Turns all inlay hints, code lenses and hovers on or off.",
  async run(_app, wanted) {
    const settings = workspace.getConfiguration(section);
    const next = typeof wanted === "boolean" ? wanted : !settings.get(setting, true);
    // Written where it already stands, since a workspace's value would win over the author's own.
    const inWorkspace = settings.inspect<boolean>(setting)?.workspaceValue !== undefined;
    await settings.update(
      setting,
      next,
      inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
    );
  },
};
