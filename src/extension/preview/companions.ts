import { FileType, type Memento, Uri, window, workspace } from "vscode";
import type {
  Companion,
  CompanionFile,
  CompanionKind,
  Companions,
  ModelPlace,
} from "../../protocol/index.ts";
import { besideName, byteSize, classNamesIn } from "../../words/index.ts";
import { host } from "../host/on-node.ts";

/** The files that belong to a model's runs: trained weights, and the names of its classes. */
export interface CompanionFiles {
  find(place: ModelPlace): Promise<Companions>;
  /** Remembers a file for a model, or that it shall have none. */
  remember(place: ModelPlace, kind: CompanionKind, file: string | null): Promise<Companions>;
  /** Lets the author choose a file for a model. */
  choose(place: ModelPlace, kind: CompanionKind): Promise<Companions>;
}

/** By kind: an address, or null for none although there is one beside the model's file. */
type Remembered = Partial<Record<CompanionKind, string | null>>;

const key = "cnnBlocks.companions";

const kinds: Readonly<Record<CompanionKind, { readonly title: string; readonly filter: readonly string[] }>> =
  {
    weights: { title: "Choose Weights", filter: ["safetensors"] },
    classes: { title: "Choose Class Names", filter: ["txt"] },
  };

export function createCompanionFiles(memory: Memento): CompanionFiles {
  const all = (): Readonly<Record<string, Remembered>> => memory.get(key) ?? {};
  const find = async (place: ModelPlace): Promise<Companions> => {
    const remembered = all()[placeKey(place)] ?? {};
    const [weights, classes] = await Promise.all([
      companion(place, "weights", remembered.weights),
      companion(place, "classes", remembered.classes),
    ]);
    return { weights, classes: classes && (await withNames(classes)) };
  };
  async function remember(place: ModelPlace, kind: CompanionKind, file: string | null): Promise<Companions> {
    const own = { ...all()[placeKey(place)], [kind]: file };
    await memory.update(key, { ...all(), [placeKey(place)]: own });
    return find(place);
  }
  return {
    find,
    remember,
    async choose(place, kind) {
      const { title, filter } = kinds[kind];
      const chosen = await window.showOpenDialog({
        title,
        openLabel: "Choose",
        filters: { [title]: [...filter] },
      });
      const uri = chosen?.[0];
      return uri === undefined ? find(place) : remember(place, kind, uri.toString());
    },
  };
}

function placeKey({ uri, model }: ModelPlace): string {
  return `${uri}#${model}`;
}

/** What is remembered, else the file beside the model's that has its name: `digits.safetensors` for `digits.ts`. */
async function companion(
  { uri, apart }: ModelPlace,
  kind: CompanionKind,
  remembered: string | null | undefined,
): Promise<Companion | null> {
  if (remembered === null || (remembered === undefined && apart)) return null;
  const address = remembered ?? besideName(uri, kind);
  const file = await fileAt(Uri.parse(address));
  if (remembered === undefined) return file && { ...file, origin: "beside" };
  if (file !== null) return { ...file, origin: "chosen" };
  const name = nameOf(Uri.parse(address));
  const problem = `${name} is no longer there.`;
  return { uri: address, name, bytes: 0, modified: 0, origin: "chosen", problem };
}

async function fileAt(uri: Uri): Promise<CompanionFile | null> {
  try {
    const { type, size, mtime } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) return null;
    return { uri: uri.toString(), name: nameOf(uri), bytes: size, modified: mtime };
  } catch {
    return null;
  }
}

/** No list of names is longer than this. */
const longestList = 2 ** 20;

async function withNames(file: Companion): Promise<Companions["classes"]> {
  if (file.problem) return { ...file, names: [] };
  if (file.bytes > longestList) {
    return {
      ...file,
      names: [],
      problem: `${file.name} is larger than ${byteSize(longestList)}, too large for a list of class names.`,
    };
  }
  const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(file.uri)));
  return { ...file, names: classNamesIn(text) };
}

/** A part of a file. Local files are not read as a whole for it. */
export async function readPart(address: string, from: number, to: number): Promise<ArrayBuffer> {
  const uri = Uri.parse(address);
  if (uri.scheme !== "file")
    return new Uint8Array((await workspace.fs.readFile(uri)).subarray(from, to)).buffer;
  const part = await host.readPart(uri.fsPath, from, to);
  if (part === null) throw new Error(`${nameOf(uri)} has become shorter while it was read.`);
  return part.buffer;
}

function nameOf({ path }: Uri): string {
  return path.split("/").at(-1) ?? path;
}
