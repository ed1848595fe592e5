import type { Finding } from "./checked-file.ts";

const levels = { error: "error", warning: "warning", information: "notice", hint: "notice" } as const;

/** Workflow commands of GitHub Actions, which make annotations of a pull request's lines. */
export function githubText(findings: readonly Finding[]): string {
  return findings
    .map(({ problem: { code, severity, message, file, line, column }, endLine, endColumn }) => {
      // Columns only count where the range is on one line.
      const columns = endLine === line ? [`col=${column}`, `endColumn=${endColumn}`] : [];
      const places = [`file=${property(file)}`, `line=${line}`, `endLine=${endLine}`, ...columns];
      const title = `title=${property(code)}`;
      return `::${levels[severity]} ${[...places, title].join(",")}::${escaped(message)}\n`;
    })
    .join("");
}

/** A notice without a file or line. */
export function githubNotice(title: string, message: string): string {
  return `::notice title=${property(title)}::${escaped(message)}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
