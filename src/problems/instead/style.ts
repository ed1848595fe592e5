/** A name of the library's in PyTorch's style: `index_select` for `indexSelect`. */
export function inPythonStyle(name: string): string {
  return name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A name of PyTorch's in the library's style: `indexSelect` for `index_select`. */
export function inLibraryStyle(name: string): string {
  return name.replace(
    /([a-z\d])_([a-z\d])/g,
    (_, before: string, after: string) => before + after.toUpperCase(),
  );
}
