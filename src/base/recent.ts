/** A map that keeps only the entries used last. */
export interface Recent<V> {
  /** The entry, which counts as used now. */
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  /** All entries, the one used longest ago first. */
  entries(): readonly (readonly [string, V])[];
}

export function createRecent<V>(most: number): Recent<V> {
  const map = new Map<string, V>();
  function set(key: string, value: V): void {
    map.delete(key);
    map.set(key, value);
    const [oldest] = map.keys();
    if (map.size > most && oldest !== undefined) map.delete(oldest);
  }
  return {
    set,
    get(key) {
      const value = map.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    delete: (key) => void map.delete(key),
    entries: () => [...map],
  };
}
