import { dottedNameAt, importing } from "../../analyzer/index.ts";
import { printName } from "../../problems/index.ts";
import type { View } from "../view/view.ts";
import type { CodeAction, Offer, ProblemToMend, TextEdit } from "./code-action.ts";
import { insertionAt, libraryName } from "./edits.ts";

const before = `import { nn, randn } from "cnn-blocks";
const x = new nn.ReLU()(randn(1, 3, 8, 8));
const y = torch.cat([x, x], 1);
`;

const after = before.replace("{ nn", "{ cat, nn").replace("torch.cat", "cat");

export const writeTheDeclaredName: CodeAction<"undeclared-name"> = {
  id: "write-the-declared-name",
  summary:
    "Imports a name of the library, writes the library's name for one of PyTorch's (`torch.cat`), JavaScript's for one of Python's " +
    "(`None`), or `this.` before a member.",
  fixes: ["undeclared-name"],
  isInFixAll: true,
  example: { before, after },
  offers({ view }, problem) {
    if (problem.at.file !== view.analysis.file) return [];
    return [
      imported(view, problem),
      translated(view, problem),
      pythons(problem),
      near(view, problem),
    ].flatMap((offer) => offer ?? []);
  },
};

type Undeclared = ProblemToMend<"undeclared-name">;

function imported({ parsed }: View, { at, data: { lacksImport } }: Undeclared): Offer | null {
  if (lacksImport === null) return null;
  const { edits, called } = importing(parsed(), [lacksImport]);
  const local = called(lacksImport);
  return {
    title: `Import ${lacksImport} from cnn-blocks`,
    edits: [...insertions(at.file, edits), ...(local === lacksImport ? [] : [{ at, text: local }])],
    preferred: true,
    isSpelling: true,
  };
}

/** `torch.nn.functional.relu` */
function translated({ parsed }: View, { at, data: { stands } }: Undeclared): Offer | null {
  if (stands == null) return null;
  const path = dottedNameAt(parsed(), at);
  const { text, imports } = libraryName(parsed(), at.file, stands);
  return {
    title: `Write ${printName(stands)}`,
    edits: [...imports, { at: { file: at.file, ...path }, text }],
    preferred: true,
    isSpelling: true,
  };
}

function insertions(
  file: string,
  places: readonly { readonly at: number; readonly text: string }[],
): readonly TextEdit[] {
  return places.map(({ at, text }) => insertionAt(file, at, text));
}

const words: ReadonlyMap<string, string> = new Map([
  ["None", "null"],
  ["True", "true"],
  ["False", "false"],
]);

function pythons({ at, data: { name } }: Undeclared): Offer | null {
  const text = words.get(name);
  return text === undefined
    ? null
    : { title: `Write ${text}`, edits: [{ at, text }], preferred: true, isSpelling: true };
}

/** Without `this.` a member is certainly meant; a name that is only similar must not bring other problems. */
function near({ parsed }: View, { at, data: { name, meant, lacksImport } }: Undeclared): Offer | null {
  if (meant === null || lacksImport !== null) return null;
  const isMember = meant.startsWith("this.");
  // `F.relu` for `relu`
  const [namespace, ...rest] = meant.split(".");
  const names = isMember || namespace === undefined || rest.length === 0 ? [] : [namespace];
  const { edits: imports, called } = importing(parsed(), names);
  const text = names.length === 0 ? meant : [called(names[0] ?? ""), ...rest].join(".");
  const edits = [...insertions(at.file, imports), { at, text }];
  const offer = { title: `Write ${meant}`, edits, preferred: isMember };
  return meant === `this.${name}` || rest.at(-1) === name ? { ...offer, isSpelling: true } : offer;
}
