import type { FileRange } from "../../base/index.ts";
import type { CodeAction, TextEdit } from "./code-action.ts";

export const writeTheNameMeant: CodeAction = {
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
  offer({ text, analysis }, { code, at, data }) {
    const { of, meant } = data;
    if (typeof meant !== "string" || at.file !== analysis.file) return null;
    const title = `Write ${meant}`;
    if (code === "unknown-option") {
      // `{ ceil_mode }` names a variable of the author as well.
      const isShort = !/^\s*:/.test(text.slice(at.end));
      return { title, edits: [{ at, text: isShort ? `${meant}: ${data.name}` : meant }], preferred: true };
    }
    const [first = "", second] = meant.split(".");
    // In the same namespace: under whatever name the file has it.
    if (first === of && second !== undefined) {
      return { title, edits: [{ at, text: second }], preferred: true };
    }
    const namespace = /[\w$]+\s*\.\s*$/.exec(text.slice(0, at.start));
    const imported = importOf(text, at.file, first);
    if (namespace === null || imported === null) return null;
    const whole = { ...at, start: namespace.index };
    return { title, edits: [...imported, { at: whole, text: meant }], preferred: true };
  },
};

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
