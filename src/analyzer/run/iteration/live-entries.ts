import { noteRead } from "../../values/journal.ts";
import type { MapValue, SetValue, UnknownValue, Value } from "../../values/value.ts";
import type { Machine } from "../machine.ts";

/** An entry of a map; in a set, key and value are the same. With a doubt it may not be there. */
interface LiveEntry {
  readonly key: Value;
  readonly value: Value;
  readonly why: UnknownValue | null;
  /** Whether it is there at most once, in this place. */
  readonly isOnce: boolean;
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
  let last: unknown;
  // Entries under unknown keys come as one that is unknown.
  let isOver = false;
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
      last = key;
      return held as Value | readonly [Value, Value];
    }
    return undefined;
  };
  return {
    next: () => {
      const held = following();
      const { doubt } = holder;
      if (held === undefined) {
        if (isOver || doubt?.hasOthers !== true) return undefined;
        isOver = true;
        return { key: doubt.why, value: doubt.why, why: doubt.why, isOnce: false };
      }
      const isClosed = doubt?.isOrdered === true && !doubt.hasOthers;
      const why = isClosed ? (doubt.missing.get(last) ?? null) : (doubt?.why ?? null);
      return "kind" in held
        ? { key: held, value: held, why, isOnce: isClosed }
        : { key: held[0], value: held[1], why, isOnce: isClosed };
    },
    left: () => Math.max(holder.entries.size - seen.size, 0),
  };
}
