/** The source as an editor's snippet that lets the author rename the class in every place at once. */
export function asSnippet(source: string, className: string): string {
  const escaped = source.trim().replace(/[\\$}]/g, "\\$&");
  return `${escaped.replace(new RegExp(`\\b${className}\\b`, "g"), `\${1:${className}}`)}\n$0`;
}
