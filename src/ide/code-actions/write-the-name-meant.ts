import { isShorthandAt, memberNameAt, namespaceAccessAt } from "../../analyzer/index.ts";
import { isLayerInstead, type LibraryName, printName } from "../../problems/index.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, ProblemToMend, TextEdit } from "./code-action.ts";
import { libraryName } from "./edits.ts";

export const writeTheNameMeant: CodeAction<"missing-member" | "unknown-option"> = {
  id: "write-the-name-meant",
  summary:
    "Writes the library's name instead of PyTorch's, or the namespace that the name belongs to, and imports it.",
  fixes: ["missing-member", "unknown-option"],
  isInFixAll: true,
  example: {
    before:
      'import { F, randn } from "cnn-blocks";\nconst x = F.relu(randn(1, 3, 8, 8));\nF.cat([x, x], 1);\n',
    after:
      'import { cat, F, randn } from "cnn-blocks";\nconst x = F.relu(randn(1, 3, 8, 8));\ncat([x, x], 1);\n',
  },
  offers({ view }, problem) {
    if (problem.at.file !== view.analysis.file || problem.data.meant === null) return [];
    const edits =
      problem.code === "unknown-option"
        ? optionEdits(view, problem, problem.data.meant)
        : memberEdits(view, problem, problem.data.meant);
    if (edits === null) return [];
    return [
      {
        title: `Write ${titleOf(problem)}`,
        edits,
        preferred: true,
        isSpelling: true,
      },
    ];
  },
};

/** For a member of a value, only the member's name helps. */
function titleOf({ code, data }: ProblemToMend<"missing-member" | "unknown-option">): string {
  if (code === "unknown-option" || data.meant === null) return String(data.meant);
  return data.isOfValue ? data.meant.name : printName(data.meant);
}

/** `{ ceil_mode }` names a variable of the author as well. */
function optionEdits(
  { parsed }: View,
  { at, data }: ProblemToMend<"unknown-option">,
  meant: string,
): readonly TextEdit[] {
  return [{ at, text: isShorthandAt(parsed(), at) ? `${meant}: ${data.name}` : meant }];
}

function memberEdits(
  { parsed }: View,
  { at, data }: ProblemToMend<"missing-member">,
  meant: LibraryName,
): readonly TextEdit[] | null {
  if (isLayerInstead(data.name, data.of, meant)) return null;
  // In the same namespace, under whatever name the file has it, or in the same value.
  if (data.isOfValue || meant.namespace?.split(".").at(-1) === data.of) {
    const name = memberNameAt(parsed(), at);
    return name === null ? null : [{ at: { file: at.file, ...name }, text: meant.name }];
  }
  const access = namespaceAccessAt(parsed(), at);
  if (access === null) return null;
  const { text, imports } = libraryName(parsed(), at.file, meant);
  return [...imports, { at: { file: at.file, ...access }, text }];
}
