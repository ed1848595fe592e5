import { extensions, Uri } from "vscode";
import { host } from "./host/on-node.ts";

/** Files as they were at the last commit. */
export interface CommittedTexts {
  /** Null for a file that the commit lacks. */
  read(uri: Uri): Promise<string | null>;
}

/** The last commit of the repository around a file, or why there is none, as a sentence. */
export async function committedTexts(file: Uri): Promise<CommittedTexts | string> {
  if (file.scheme !== "file") return "Only a file on the disk has an earlier commit to compare with.";
  const folder = Uri.joinPath(file, "..").fsPath;
  const git = (...args: readonly string[]) => host.run(gitPath(), ["-C", folder, ...args]);
  if ((await git("--version")) === null)
    return "git cannot be started. Install it, or set its path in the setting git.path.";
  if ((await git("rev-parse", "--show-cdup")) === null) return "The file is in no git repository.";
  const commit = await git("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
  if (commit === null) return "The repository has no commit yet.";
  const read = (uri: Uri) => {
    const path = relativePath(Uri.joinPath(file, "..").path, uri.path);
    // A blob as it is: no filter of the repository's configuration runs.
    return git("cat-file", "blob", `${commit.trim()}:./${path}`);
  };
  if ((await read(file)) === null)
    return "The file is not in the last commit: it was added or renamed since.";
  return { read };
}

/** A chain of imports is followed one file deeper with each request. */
const mostRequests = 50;

/** Asks with ever more committed texts until the answer lacks none. */
export async function withCommittedTexts<A extends { readonly lacks: readonly string[] }>(
  commit: CommittedTexts,
  file: Uri,
  ask: (texts: Readonly<Record<string, string | null>>) => Promise<A>,
): Promise<A> {
  const texts: Record<string, string | null> = { [file.toString()]: await commit.read(file) };
  for (let request = 1; ; request++) {
    const answer = await ask(texts);
    if (answer.lacks.length === 0 || request === mostRequests) return answer;
    for (const lacking of answer.lacks) texts[lacking] = await commit.read(Uri.parse(lacking));
  }
}

/** The way from a folder to a file: `../nets/stem.ts`. */
function relativePath(folder: string, file: string): string {
  const [from, to] = [folder, file].map((path) => path.split("/").filter((name) => name !== ""));
  if (from === undefined || to === undefined) return file;
  const parting = from.findIndex((name, index) => to[index] !== name);
  const shared = parting < 0 ? from.length : parting;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

/** The program that VS Code's own git extension uses, if that is on. */
function gitPath(): string {
  const git: { getAPI(version: 1): { git: { path: string } } } | undefined = enabledGit();
  return git?.getAPI(1).git.path ?? "git";
}

function enabledGit() {
  const { exports, isActive } = extensions.getExtension("vscode.git") ?? {};
  return isActive === true && exports?.enabled === true ? exports : undefined;
}
