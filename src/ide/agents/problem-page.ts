import type { ProblemDefinition } from "../../problems/index.ts";
import { codeActions } from "../code-actions/index.ts";

/** The section of PROBLEMS.md about a code. The editor links the code to its heading. */
export function problemPage({ code, severity, page }: ProblemDefinition): string {
  return [
    `## ${code}`,
    `*${severity}* · ${page.meaning}`,
    typescript(page.example),
    ...(page.instead === null ? [] : ["Instead:", typescript(page.instead)]),
    ...quickFixes(code),
  ].join("\n\n");
}

function quickFixes(code: string): readonly string[] {
  const fixes = codeActions.filter((action) => action.fixes.some((fixed) => fixed === code));
  if (fixes.length === 0) return [];
  const lines = fixes.map(({ id, summary }) => `- \`${id}\`: ${summary}`);
  return [`Quick ${fixes.length === 1 ? "fix" : "fixes"}:`, lines.join("\n")];
}

function typescript(source: string): string {
  return `\`\`\`ts\n${source.trim()}\n\`\`\``;
}
