import type * as processes from "node:child_process";
import { dirname, relative, resolve, sep } from "node:path";
import type { CliHost } from "./host.ts";
import { readText } from "./source-file.ts";
import { UsageError } from "./usage-error.ts";

/** The files as they were at a commit. */
export interface CommittedFiles {
  /** The text of the file that the command names. */
  readonly text: string;
  /** Other files by absolute path. What git does not keep, such as installed packages, is read as it is now. */
  read(path: string): string | undefined;
}

/** Throws a UsageError if there is no git, no such commit, or no such file in it. */
export async function committedFiles(file: string, revision: string, host: CliHost): Promise<CommittedFiles> {
  const git = gitBy(await import("node:child_process"));
  const absolute = resolve(host.folder, file);
  const folder = dirname(absolute);
  const root = rootOf(git, folder, file);
  const commit = commitOf(git, folder, revision);
  const at = (path: string) =>
    git(folder, ["cat-file", "blob", `${commit}:./${slashed(relative(folder, path))}`]);
  const text = at(absolute);
  if (text === undefined)
    throw new UsageError(
      `${file} is not in ${revision}: it was added since, or has another name there. Compare with a commit that has it: --base REV.`,
    );
  const isKept = (path: string) =>
    !relative(root, path).startsWith("..") && !slashed(path).includes("/node_modules/");
  return { text, read: (path) => (isKept(path) ? at(path) : readText(path)) };
}

/** A folder of the working copy that holds everything that git keeps, seen from `folder`, which may lead through links. */
function rootOf(git: Git, folder: string, file: string): string {
  const up = git(folder, ["rev-parse", "--show-cdup"]);
  if (up !== undefined) return resolve(folder, up.trim() || ".");
  if (git(folder, ["--version"]) === undefined)
    throw new UsageError("git cannot be started. Install it, or add its folder to the PATH.");
  throw new UsageError(`${file} is in no git repository, so there is nothing to compare it with.`);
}

function commitOf(git: Git, folder: string, revision: string): string {
  const isOption = revision.startsWith("-");
  const found = isOption
    ? undefined
    : git(folder, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
  if (found !== undefined) return found.trim();
  if (revision === "HEAD") throw new UsageError("The repository has no commit yet.");
  throw new UsageError(`There is no commit ${revision}. Name one as git does: HEAD~1, main, 1a2b3c4.`);
}

/** What git prints; undefined where it fails or cannot be started. */
type Git = (folder: string, args: readonly string[]) => string | undefined;

function gitBy({ execFileSync }: typeof processes): Git {
  return (folder, args) => {
    try {
      return execFileSync("git", ["-C", folder, ...args], {
        encoding: "utf8",
        maxBuffer: 64 * 2 ** 20,
        stdio: ["ignore", "pipe", "ignore"],
      });
    } catch {
      return undefined;
    }
  };
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
