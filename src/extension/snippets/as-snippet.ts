/** The source as an editor's snippet in which the class's name can be typed over, everywhere at once. */
export function asSnippet(source: string, className: string): string {
  const escaped = source.trim().replace(/[\\$}]/g, "\\$&");
  return `${escaped.replace(new RegExp(`\\b${className}\\b`, "g"), `\${1:${className}}`)}\n$0`;
}
