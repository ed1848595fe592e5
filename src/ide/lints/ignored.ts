/** Lines of a text on which a comment tells lints to say nothing: of everything, or of these codes. */
export interface IgnoredLines {
  isIgnored(line: number, code: string): boolean;
}

const comment = /\/[/*]\s*cnn-blocks-ignore\b([^*\n\r]*)/;
const codes = /[a-z0-9]+(?:-[a-z0-9]+)+/g;

/** `// cnn-blocks-ignore`, with codes behind it or none, speaks of its own line, and alone on a line of the next one. */
export function ignoredLines(text: string): IgnoredLines {
  const lines = new Map<number, readonly string[]>();
  if (text.includes("cnn-blocks-ignore"))
    for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
      const found = comment.exec(line);
      if (found === null) continue;
      const isAlone = line.slice(0, found.index).trim() === "";
      lines.set(isAlone ? index + 1 : index, found[1]?.match(codes) ?? []);
    }
  return {
    isIgnored(line, code) {
      const named = lines.get(line);
      return named !== undefined && (named.length === 0 || named.includes(code));
    },
  };
}
