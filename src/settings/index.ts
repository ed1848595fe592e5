export { annotationsEnabled } from "./annotations-enabled.ts";
export { lintsOff } from "./lints-off.ts";
export { accepted, accepts, type Flag, groups, type Setting } from "./setting.ts";
export { allSettings, defaultSettings, type Settings, settingsFrom, settingsIn } from "./settings.ts";
