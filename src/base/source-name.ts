/** Whether a file of this name is TypeScript or JavaScript that can define a model. Declaration files cannot. */
export function isSourceName(name: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(name) && !/\.d\.[cm]?ts$/.test(name);
}
