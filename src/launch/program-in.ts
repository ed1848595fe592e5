/*
 * A program in a comment at the end of another one's file: V8 skips a comment six times as fast as it reads a text, and never
 * looks at the program where it takes compiled code instead.
 */

const start = "/*program:";
const end = "*/";

/** Stands before the four hexadecimal digits of a character that would end the comment, seem to begin it, or is not ASCII. */
const mark = "\u0001";

/** The comment that holds a program. It is in ASCII, so that its file can be read byte by byte. */
export function programComment(program: string): string {
  if (program.includes(mark)) throw new Error("The program has a character that stands for others here.");
  const ascii = program.replace(/(?<=\*)\/|\*(?=program:)|[^\0-\x7f]/g, (char) => `${mark}${hex(char)}`);
  return `\n${start}${ascii}${end}\n`;
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).padStart(4, "0");
}

/** The program in a file's text. */
export function programIn(file: string): string {
  const from = file.lastIndexOf(start) + start.length;
  const [first = "", ...others] = file.slice(from, file.lastIndexOf(end)).split(mark);
  return first + others.map(unescaped).join("");
}

function unescaped(part: string): string {
  return String.fromCharCode(Number.parseInt(part.slice(0, 4), 16)) + part.slice(4);
}
