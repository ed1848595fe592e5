/**
 * The analysis names files by paths with `/`, the protocol by URIs. Files on the disk have both; anything else
 * (untitled files, virtual workspaces) is named by its URI in the analysis too.
 */
export function fileOf(uri: string): string {
  const path = /^file:\/\/(\/[^?#]*)/.exec(uri)?.[1];
  if (path === undefined) return uri;
  const decoded = decodeURIComponent(path);
  return /^\/[A-Za-z]:/.test(decoded) ? `${decoded.charAt(1).toLowerCase()}${decoded.slice(2)}` : decoded;
}

/** The reverse, with the escapes that VS Code writes. */
export function uriOf(file: string): string {
  if (/^[a-z]:\//.test(file)) return `file:///${escaped(file)}`;
  return file.startsWith("/") ? `file://${escaped(file)}` : file;
}

function escaped(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
