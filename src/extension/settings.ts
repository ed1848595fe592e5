import { workspace } from "vscode";
import type { ServerSettings } from "../protocol/index.ts";

export const section = "cnnBlocks";

/** How often the preview runs a model, and from which random numbers its weights are drawn. */
export interface RunSettings {
  readonly seed: number;
  readonly runs: number;
}

/** The settings that the server acts on. The one switch for all annotations is applied here, so that it knows of none. */
export function serverSettings(): ServerSettings {
  const settings = workspace.getConfiguration(section);
  const annotations = settings.get("annotations.enabled", true);
  return {
    inlayHints: {
      shapes: annotations && settings.get("inlayHints.shapes", true),
      parameters: annotations && settings.get("inlayHints.parameters", true),
    },
    codeLens: { enabled: annotations && settings.get("codeLens.enabled", true) },
    hover: { enabled: annotations && settings.get("hover.enabled", true) },
    units: units(),
    defaultInputSize: settings.get("defaultInputSize", 224),
  };
}

export function units(): ServerSettings["units"] {
  return workspace.getConfiguration(section).get<ServerSettings["units"]>("units", "MACs");
}

export function runSettings(): RunSettings {
  const settings = workspace.getConfiguration(section);
  return { seed: settings.get("run.seed", 0), runs: settings.get("run.repetitions", 5) };
}
