/** Whether a file of this name is TypeScript or JavaScript. */
export function isScriptName(name: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/i.test(name);
}

/** Whether it can define a model. Declaration files cannot. */
export function isSourceName(name: string): boolean {
  return isScriptName(name) && !/\.d\.[cm]?ts$/i.test(name);
}
