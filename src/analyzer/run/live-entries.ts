import { noteRead } from "../values/journal.ts";
import type { MapValue, SetValue, UnknownValue, Value } from "../values/value.ts";
import type { Machine } from "./machine.ts";

/** An entry of a map; in a set, key and value are the same. With a doubt it may not be there. */
interface LiveEntry {
  readonly key: Value;
  readonly value: Value;
  readonly why: UnknownValue | null;
}

export interface LiveEntries {
  /** The next entry; undefined after the last one. */
  next(): LiveEntry | undefined;
  /** How many are left at present. */
  left(): number;
}

/** The entries of a map or set as the host goes through them: what is added meanwhile comes too, what is deleted does not. */
export function liveEntries(m: Machine, holder: MapValue | SetValue): LiveEntries {
  noteRead(m.journal, holder);
  const seen = new Set<unknown>();
  let entries: ReadonlyMap<unknown, unknown> = holder.entries;
  let at = entries.entries();
  let isAnew = false;
  const following = (): Value | readonly [Value, Value] | undefined => {
    // Where two arms of a condition meet, the entries are new ones.
    if (holder.entries !== entries) {
      entries = holder.entries;
      at = entries.entries();
      isAnew = true;
    }
    for (let step = at.next(); step.done !== true; step = at.next()) {
      const [key, held] = step.value;
      if (isAnew && seen.has(key)) continue;
      seen.add(key);
      return held as Value | readonly [Value, Value];
    }
    return undefined;
  };
  return {
    next: () => {
      const held = following();
      if (held === undefined) return undefined;
      const why = holder.doubt?.why ?? null;
      return "kind" in held ? { key: held, value: held, why } : { key: held[0], value: held[1], why };
    },
    left: () => Math.max(holder.entries.size - seen.size, 0),
  };
}
