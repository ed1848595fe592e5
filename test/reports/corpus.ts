import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../scripts/root.ts";
import { modelsWithInput } from "./models-with-input.ts";

/** A model file that runs, in which every model is called. */
export interface CorpusFile {
  readonly name: string;
  /** Where it counts as standing: local imports are read from beside it. */
  readonly path: string;
  readonly text: string;
}

/** Real nets that live beside the project; missing where only the project was cloned. */
const ports = join(root, "../shared/truth/ports");

/** The zoo's nets, the examples, the executed fixtures and, where they are at hand, the ported nets. */
export function corpus(): readonly CorpusFile[] {
  return [
    ...filesOf(join(root, "media/examples")).map(called),
    ...filesOf(join(root, "test/fixtures/executed")).filter(({ text }) => text.includes("randn")),
    ...filesOf(join(root, "src/nn/zoo")).flatMap(zooFile),
    ...filesOf(ports).map(called),
  ];
}

function filesOf(folder: string): readonly CorpusFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      return { name, path, text: readFileSync(path, "utf8") };
    });
}

/** Models that a file declares and does not call are called on the input that it states. */
function called(file: CorpusFile): CorpusFile {
  const stated = (inComment.exec(file.text) ?? inField.exec(file.text))?.groups;
  if (stated === undefined || file.text.includes(`new ${stated.name}(`)) return file;
  const sizes = stated.sizes?.split(/x|, /).join(", ");
  const text = file.text.replace(/import \{(?! randn)/, "import { randn as random,");
  return { ...file, text: `${text}\nnew ${stated.name}()(random(${sizes}));\n` };
}

const inComment = /@input (?<sizes>[\dx]+)[\s\S]*?class (?<name>\w+)/;
const inField =
  /class (?<name>\w+) [^\n]*\{(?:(?!\nclass |\nexport )[\s\S])*?static exampleInput = \[(?<sizes>[^\]]+)\]/;

/** Where the zoo's sources find what an author finds in `nn`, and which of their imports are plain exports. */
const plain = new Set(["cat", "add", "mul", "flatten", "mean", "randn", "Tensor"]);

/** A file of the zoo as an author would write it. Every model that states an input is called on it. */
function zooFile(file: CorpusFile): readonly CorpusFile[] {
  const text = withoutLocalImports(file);
  const models = modelsWithInput(text);
  // A file whose models all come from the files that it imports is only the table of a family.
  if (!models.some(({ name }) => file.text.includes(`class ${name} `))) return [];
  const calls = models.map(({ name, sizes }) => `new ${name}()(randn(${sizes}));\n`);
  return [{ name: `zoo/${file.name}`, path: "/author/zoo.ts", text: `${text}\n${calls.join("")}` }];
}

/** Its own helper files written into it, the library's parts named as an author names them. */
function withoutLocalImports(file: CorpusFile, written = new Set<string>()): string {
  const imports = [...file.text.matchAll(/^import (?:type )?\{(?<names>[^}]*)\} from "(?<from>[^"]+)";\n/gm)];
  let text = imports.reduce((rest, [line]) => rest.replace(line, ""), file.text);
  let helpers = "";
  for (const { groups: { names = "", from = "" } = {} } of imports) {
    if (from.startsWith("./") || from.startsWith("../blocks")) {
      const path = join(dirname(file.path), from);
      if (written.has(path)) continue;
      written.add(path);
      helpers += withoutHeader(
        withoutLocalImports({ name: from, path, text: readFileSync(path, "utf8") }, written),
      );
      continue;
    }
    if (from.endsWith("/arguments.ts") || from.endsWith("/given-tensors.ts")) continue;
    const isFunctional = from.endsWith("functional.ts");
    for (const imported of names.split(",")) {
      const name = imported.replace("type ", "").trim();
      if (name === "" || plain.has(name)) continue;
      const owner = isFunctional ? "F" : "nn";
      text = text.replace(new RegExp(`(?<![.\\w"'])${name}(?![\\w"':])`, "g"), `${owner}.${name}`);
    }
  }
  return `${header}${helpers}${text}`;
}

/** The library's own checks of arguments, which authors do not have, give back what they are given. */
const header = `import { add, cat, F, flatten, mean, mul, nn, randn, type Tensor } from "cnn-blocks";
const optionsOf = <O>(_op: string, options: O): O => options;
const partOf = <M>(_container: string, part: M): M => part;
const listOf = <L>(_taker: string, _holds: string, list: L): L => list;
const countOf = (_taker: string, _name: string, count: number): number => count;
const countsOf = (_block: string, _counts: object): void => undefined;
const tensorsOf = (_taker: string, _tensors: object): void => undefined;
`;

function withoutHeader(text: string): string {
  return text.replaceAll(header, "");
}
