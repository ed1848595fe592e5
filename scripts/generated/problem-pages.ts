import { codeActions } from "../../src/ide/index.ts";
import { type ProblemDefinition, problemDefinitions } from "../../src/problems/index.ts";
import type { GeneratedText } from "./generated.ts";

/** A section for each code. Its heading is the anchor to which the editor's link behind the code leads. */
export const problemPages: GeneratedText = {
  marker: "problems",
  make: () => `\n${problemDefinitions.map(pageOf).join("\n\n")}\n`,
};

function pageOf({ code, severity, page }: ProblemDefinition): string {
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
