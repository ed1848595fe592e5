/** A name of PyTorch's in the library's style: `indexSelect` for `index_select`. */
export function inLibraryStyle(name: string): string {
  return name.replace(
    /([a-z\d])_([a-z\d])/g,
    (_, before: string, after: string) => before + after.toUpperCase(),
  );
}
