import { workspace } from "vscode";
import { type Settings, settingsFrom } from "../settings/index.ts";

export const section = "cnnBlocks";

/** How often the preview runs a model, and the seed of its random weights. */
export interface RunSettings {
  readonly seed: number;
  readonly runs: number;
}

/** What the author has chosen. */
export function currentSettings(): Settings {
  const configuration = workspace.getConfiguration(section);
  return settingsFrom((key) => configuration.get(key));
}

export function runSettings(): RunSettings {
  const { seed, repetitions } = currentSettings().run;
  return { seed, runs: repetitions };
}
