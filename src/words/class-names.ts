/** The class names of a text, one a line, in the order of a net's outputs. Empty lines at the end are none. */
export function classNamesIn(text: string): readonly string[] {
  const names = text.split(/\r?\n/).map((line) => line.trim());
  while (names.at(-1) === "") names.pop();
  return names;
}
