import { commentsIn, type ParsedFile } from "../../analyzer/index.ts";

/** Lines of a text on which a comment tells lints to say nothing: of everything, or of these codes. */
export interface IgnoredLines {
  isIgnored(line: number, code: string): boolean;
}

const word = "cnn-blocks-ignore";
/** The words of a comment are the author's own: the syntax knows only where it begins and ends. */
const mark = new RegExp(`/[/*][\\s*]*${word}\\b([^*\\n\\r]*)`);
const codes = /[a-z0-9]+(?:-[a-z0-9]+)+/g;

/** `// cnn-blocks-ignore`, with codes behind it or none, speaks of its own line, and alone on a line of the next one. */
export function ignoredLines(
  text: string,
  parsed: () => ParsedFile,
  lineOf: (offset: number) => number,
): IgnoredLines {
  const ignored = (text.includes(word) ? commentsIn(parsed()) : []).flatMap((comment) => {
    const found = mark.exec(comment.text);
    if (found === null) return [];
    const own = lineOf(comment.isBehindCode ? comment.start : comment.end);
    const line = comment.isAlone ? own + 1 : own;
    return [{ line, named: found[1]?.match(codes) ?? [] }];
  });
  return {
    isIgnored(line, code) {
      const meansIt = (named: readonly string[]) => named.length === 0 || named.includes(code);
      return ignored.some((one) => one.line === line && meansIt(one.named));
    },
  };
}
