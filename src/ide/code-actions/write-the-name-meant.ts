import type { FileRange } from "../../base/index.ts";
import { type LibraryName, printName } from "../../problems/index.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, ProblemToMend, TextEdit } from "./code-action.ts";

export const writeTheNameMeant: CodeAction<"missing-member" | "unknown-option"> = {
  id: "write-the-name-meant",
  summary:
    "Writes what the library calls it, where a name is PyTorch's or stands in another namespace, and imports it.",
  fixes: ["missing-member", "unknown-option"],
  example: {
    before:
      'import { F, randn } from "cnn-blocks";\nconst x = F.relu(randn(1, 3, 8, 8));\nF.cat([x, x], 1);\n',
    after:
      'import { cat, F, randn } from "cnn-blocks";\nconst x = F.relu(randn(1, 3, 8, 8));\ncat([x, x], 1);\n',
  },
  offer(view, problem) {
    if (problem.at.file !== view.analysis.file || problem.data.meant === null) return null;
    const edits =
      problem.code === "unknown-option"
        ? optionEdits(view, problem, problem.data.meant)
        : memberEdits(view, problem, problem.data.meant);
    if (edits === null) return null;
    const { meant } = problem.data;
    return { title: `Write ${typeof meant === "string" ? meant : printName(meant)}`, edits, preferred: true };
  },
};

/** `{ ceil_mode }` names a variable of the author as well. */
function optionEdits(
  { text }: View,
  { at, data }: ProblemToMend<"unknown-option">,
  meant: string,
): readonly TextEdit[] {
  const isShort = !/^\s*:/.test(text.slice(at.end));
  return [{ at, text: isShort ? `${meant}: ${data.name}` : meant }];
}

function memberEdits(
  { text }: View,
  { at, data }: ProblemToMend<"missing-member">,
  meant: LibraryName,
): readonly TextEdit[] | null {
  // In the same namespace: under whatever name the file has it.
  if (meant.namespace === data.of) return [{ at, text: meant.name }];
  const namespace = /[\w$]+\s*\.\s*$/.exec(text.slice(0, at.start));
  const imported = importOf(text, at.file, meant.namespace ?? meant.name);
  if (namespace === null || imported === null) return null;
  return [...imported, { at: { ...at, start: namespace.index }, text: printName(meant) }];
}

/** What imports a name where the file does not yet; null where it has no list of imports to add it to. */
function importOf(text: string, file: string, name: string): readonly TextEdit[] | null {
  const list = /import\s*\{\s*(?<names>[^}]*)\}\s*from\s*["']cnn-blocks["']/d.exec(text);
  const [start] = list?.indices?.groups?.names ?? [];
  if (list === null || start === undefined) return null;
  const names = (list.groups?.names ?? "").split(",").map((each) => each.trim());
  if (names.includes(name)) return [];
  const at: FileRange = { file, start, end: start };
  return [{ at, text: names[0] === "" ? name : `${name}, ` }];
}
