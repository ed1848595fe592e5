import type { SourceHost } from "../analysis.ts";
import { plainJson } from "../syntax/plain-json.ts";
import { folderOf, foldersAbove, joinPath } from "./paths.ts";

/*
 * Names that a project gives to its own files: `paths` and `baseUrl` in tsconfig.json or jsconfig.json, as TypeScript reads them
 * (https://www.typescriptlang.org/tsconfig/#paths), and `imports` in package.json, as Node does
 * (https://nodejs.org/api/packages.html#subpath-imports).
 */

/** What an import's name may stand for. */
export interface Aliased {
  /** Files, the likeliest first; as in any import, their endings may be missing. */
  readonly paths: readonly string[];
  /** The settings that say so. */
  readonly settings: readonly string[];
}

export function aliased(host: SourceHost, from: string, name: string): Aliased {
  if (name.startsWith("#")) return inPackage(host, from, name);
  const settings: string[] = [];
  const config = nearest(host, from, ["tsconfig.json", "jsconfig.json"]);
  if (config === undefined) return { paths: [], settings };
  return {
    paths: projectsOf(host, config, settings).flatMap((project) => inProject(project, name)),
    settings,
  };
}

type Json = Readonly<Record<string, unknown>>;

/** The first of these files in the folder of a file or one above it. */
function nearest(host: SourceHost, from: string, names: readonly string[]): string | undefined {
  return foldersAbove(from)
    .flatMap((folder) => names.map((name) => `${folder}/${name}`))
    .find((path) => host.read(path) !== undefined);
}

function readSettings(host: SourceHost, path: string): Json | undefined {
  const text = host.read(path);
  return text === undefined ? undefined : objectIn(plainJson(path, text));
}

/** The settings of a TypeScript project that give names to files. */
interface Project {
  readonly baseUrl: string | null;
  readonly paths: Json;
  /** What the paths are relative to. */
  readonly pathsFrom: string;
}

/** A project and those that it refers to: a tsconfig.json may do nothing but list others. */
function projectsOf(host: SourceHost, config: string, read: string[]): readonly Project[] {
  const project = projectIn(host, config, read);
  const references = listIn(readSettings(host, config)?.references).flatMap((reference) => {
    const { path } = objectIn(reference);
    if (typeof path !== "string") return [];
    const place = joinPath(config, path);
    return [projectIn(host, place.endsWith(".json") ? place : `${place}/tsconfig.json`, read)];
  });
  return [project, ...references];
}

const noProject: Project = { baseUrl: null, paths: {}, pathsFrom: "" };

/** A project's settings over those that it extends. */
function projectIn(host: SourceHost, config: string, read: string[]): Project {
  if (read.includes(config)) return noProject;
  read.push(config);
  const settings = readSettings(host, config);
  if (settings === undefined) return noProject;
  const extended = [settings.extends]
    .flat()
    .filter((name) => typeof name === "string" && /^\.{0,2}\//.test(name));
  const base = extended.reduce<Project>(
    (before, name) => over(before, projectIn(host, withEnding(joinPath(config, String(name))), read)),
    noProject,
  );
  const { baseUrl, paths } = objectIn(settings.compilerOptions);
  return over(base, {
    baseUrl: typeof baseUrl === "string" ? joinPath(config, baseUrl) : null,
    paths: objectIn(paths),
    pathsFrom: folderOf(config),
  });
}

function over(base: Project, own: Project): Project {
  const { paths, pathsFrom } = Object.keys(own.paths).length > 0 ? own : base;
  return { baseUrl: own.baseUrl ?? base.baseUrl, paths, pathsFrom };
}

function inProject({ baseUrl, paths, pathsFrom }: Project, name: string): readonly string[] {
  const targets = targetsOf(paths, name).map((target) => joinPath(`${baseUrl ?? pathsFrom}/`, target));
  return baseUrl === null ? targets : [...targets, joinPath(`${baseUrl}/`, name)];
}

function inPackage(host: SourceHost, from: string, name: string): Aliased {
  const path = nearest(host, from, ["package.json"]);
  if (path === undefined) return { paths: [], settings: [] };
  const targets = targetsOf(objectIn(readSettings(host, path)?.imports), name);
  return { paths: targets.map((target) => joinPath(path, target)), settings: [path] };
}

/** What the pattern that fits best stands for: the name itself, else the one with the longest text before its `*`. */
function targetsOf(patterns: Json, name: string): readonly string[] {
  const fitting = Object.keys(patterns).filter((pattern) => starOf(pattern, name) !== undefined);
  const before = (pattern: string) =>
    pattern.includes("*") ? pattern.indexOf("*") : Number.POSITIVE_INFINITY;
  const [best] = fitting.sort((a, b) => (before(a) === before(b) ? 0 : before(b) - before(a)));
  if (best === undefined) return [];
  return textsIn(patterns[best]).map((target) => target.replaceAll("*", starOf(best, name) ?? ""));
}

/** What a pattern's `*` stands for in a name; undefined where it does not fit. */
function starOf(pattern: string, name: string): string | undefined {
  const [before = "", after] = pattern.split("*");
  if (after === undefined) return pattern === name ? "" : undefined;
  const fits = name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
  return fits ? name.slice(before.length, name.length - after.length) : undefined;
}

/** The texts in a list, or in the cases that package.json tells apart by conditions. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Object.values(objectIn(value)).flatMap(textsIn);
}

function objectIn(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function withEnding(path: string): string {
  return path.endsWith(".json") ? path : `${path}.json`;
}
