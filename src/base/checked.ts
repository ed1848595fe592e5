/**
 * A value together with what is wrong with it. The core never throws on an author's input: it returns the best
 * guess it has and says why that guess may be off.
 */
export interface Checked<T, P> {
  readonly value: T;
  readonly problems: readonly P[];
}

/** A value with nothing wrong. */
export function ok<T>(value: T): Checked<T, never> {
  return { value, problems: [] };
}

/** The best guess, and the reasons why it is only that. */
export function faulty<T, P>(value: T, ...problems: readonly P[]): Checked<T, P> {
  return { value, problems };
}
