/**
 * Whether a file of this name holds TypeScript or JavaScript that a model may be written in; declarations hold
 * none.
 */
export function isSourceName(name: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(name) && !/\.d\.[cm]?ts$/.test(name);
}
