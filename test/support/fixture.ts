// Literate fixtures: sources with marks beneath the line that they speak of.
//
//   // @case: wrong channels are reported at the argument, and once
//   const y = new nn.Conv2d(16, 8, 3)(x);
//   //                      ^^ error[channel-mismatch]: expected 16, got 3
//   //    ^ shape: [N, 8, 30, 30]
//
// What stands before the first case belongs to every case. `// @file: ./path` begins a further file of the case.

/** One case: the text of its file and of further ones, and what is claimed about them. */
export interface FixtureCase {
  readonly name: string;
  readonly text: string;
  /** By the path after `// @file:`. */
  readonly files: Readonly<Record<string, string>>;
  readonly marks: readonly Mark[];
}

export interface Mark {
  /** `shape`, `value`, `error`, … */
  readonly kind: string;
  /** The text in brackets after the kind: a problem's code. */
  readonly code: string | null;
  readonly payload: string;
  /** The marked stretch, as offsets into the case's text. */
  readonly start: number;
  readonly end: number;
  /** The mark's own line in the fixture file, from 0: what an update rewrites. */
  readonly line: number;
}

const markLine =
  /^\s*\/\/(?<blank>\s*)(?<carets>\^+) (?<kind>[a-z]+)(?:\[(?<code>[a-z0-9-]+)\])?:? ?(?<payload>.*)$/;

export function parseFixture(text: string): readonly FixtureCase[] {
  const lines = text.split("\n");
  const starts = lines.flatMap((line, index) => (line.startsWith("// @case: ") ? [index] : []));
  const prelude = lines.slice(0, starts[0] ?? 0);
  return starts.map((start, index) => parseCase(prelude, lines, start, starts[index + 1] ?? lines.length));
}

function parseCase(
  prelude: readonly string[],
  lines: readonly string[],
  start: number,
  end: number,
): FixtureCase {
  const name = (lines[start] ?? "").slice("// @case: ".length);
  const files: Record<string, string> = {};
  const marks: Mark[] = [];
  let text = prelude.map((line) => `${line}\n`).join("");
  let lastLine = 0;
  let file: string | null = null;
  for (let index = start + 1; index < end; index++) {
    const line = lines[index] ?? "";
    const further = /^\/\/ @file: (.+)$/.exec(line)?.[1];
    if (further !== undefined) file = further;
    else if (file !== null) files[file] = `${files[file] ?? ""}${line}\n`;
    else if (markLine.test(line)) marks.push(parseMark(line, index, lastLine));
    else {
      lastLine = text.length;
      text += `${line}\n`;
    }
  }
  return { name, text, files, marks };
}

function parseMark(line: string, index: number, lineStart: number): Mark {
  const groups = markLine.exec(line)?.groups ?? {};
  const start = lineStart + line.indexOf("^");
  const { kind = "", carets = "", code = null, payload = "" } = groups;
  return { kind, code: code ?? null, payload, start, end: start + carets.length, line: index };
}

/** The fixture's text with other payloads on the lines of some marks. */
export function withPayloads(text: string, payloads: ReadonlyMap<number, string>): string {
  const lines = text.split("\n");
  for (const [line, payload] of payloads) {
    lines[line] = (lines[line] ?? "").replace(
      /(\^+ [a-z]+(?:\[[a-z0-9-]+\])?).*$/,
      (_, head) => `${head}: ${payload}`,
    );
  }
  return lines.join("\n");
}
