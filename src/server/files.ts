/**
 * The analysis names files by paths with `/`; the protocol names them by URIs. Files of the disk have both; anything
 * else (untitled, virtual workspaces) keeps its URI as its name.
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
