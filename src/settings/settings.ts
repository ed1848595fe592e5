import { annotationsEnabled } from "./annotations-enabled.ts";
import * as list from "./list.ts";
import {
  accepts,
  type BooleanSetting,
  type ChoiceSetting,
  groups,
  type IntegerSetting,
  type ListSetting,
  type Setting,
} from "./setting.ts";

type List = typeof list;

/** The values of all settings, under their keys: `settings.inlayHints.shapes`. */
export type Settings = Merged<
  { [Name in keyof List]: AtPath<List[Name]["key"], ValueOf<List[Name]>> }[keyof List]
>;

/** Every setting, as the settings page orders them. */
export const allSettings: readonly Setting[] = Object.values<Setting>(list).sort(
  (a, b) =>
    groups.indexOf(a.group) - groups.indexOf(b.group) || a.order - b.order || a.key.localeCompare(b.key),
);

/** `read` returns the user's value for a key. Missing or invalid values get the default. */
export function settingsFrom(read: (key: string) => unknown): Settings {
  const chosen = (setting: Setting) => {
    const value = read(setting.key);
    return accepts(setting, value) ? value : setting.default;
  };
  const annotations = chosen(annotationsEnabled) === true;
  const values = allSettings.map((setting) => {
    const isOff = setting.type === "boolean" && setting.annotation && !annotations;
    return [setting.key.split("."), isOff ? false : chosen(setting)] as const;
  });
  // The rows are the type's own source.
  return nested(values) as Settings;
}

/** The settings that a client sent as one value, nested by their keys. */
export function settingsIn(sent: unknown): Settings {
  return settingsFrom((key) => key.split(".").reduce(member, sent));
}

export const defaultSettings: Settings = settingsFrom(() => undefined);

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

type Entries = readonly (readonly [path: readonly string[], value: unknown])[];

function nested(entries: Entries): Readonly<Record<string, unknown>> {
  const heads = new Set(entries.map(([[head = ""]]) => head));
  return Object.fromEntries([...heads].map((head) => [head, valueAt(head, entries)]));
}

function valueAt(head: string, entries: Entries): unknown {
  const below = entries.flatMap(([[first, ...rest], value]) =>
    first === head ? [[rest, value] as const] : [],
  );
  const leaf = below.find(([rest]) => rest.length === 0);
  return leaf === undefined ? nested(below) : leaf[1];
}

/** `{ readonly a: { readonly b: V } }` for the key `a.b`. */
type AtPath<Key extends string, V> = Key extends `${infer Head}.${infer Rest}`
  ? { readonly [Name in Head]: AtPath<Rest, V> }
  : { readonly [Name in Key]: V };

type ValueOf<S extends Setting> = S extends BooleanSetting
  ? boolean
  : S extends IntegerSetting
    ? number
    : S extends ChoiceSetting
      ? keyof S["choices"] & string
      : S extends ListSetting
        ? readonly (keyof S["choices"] & string)[]
        : never;

/** The intersection of a union's members. */
type Merged<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
