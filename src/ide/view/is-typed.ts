/** Whether a file may have types: JavaScript may not. */
export function isTyped(file: string): boolean {
  return !/\.[cm]?jsx?$/.test(file);
}
