import { existsSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Report } from "../../ir/index.ts";
import { byteSize, changeShare, changeWords, exactCount } from "../../words/index.ts";
import type { CliHost } from "../host.ts";
import { peakData, totalData } from "../model-data.ts";
import { readText } from "../source-file.ts";
import { UsageError } from "../usage-error.ts";
import type { CheckedFile } from "./checked-file.ts";

/** What a model cost when the baseline was written: numbers, or texts for formulas and lower bounds. */
type Cost = Readonly<Record<(typeof measures)[number]["name"], number | string>>;

/** The costs of models by file, relative to the baseline's folder, and name. */
type Costs = Readonly<Record<string, Readonly<Record<string, Cost>>>>;

const measures = [
  { name: "parameters", say: exactCount, what: "parameters" },
  { name: "macs", say: exactCount, what: "MACs" },
  { name: "memory", say: byteSize, what: "peak of activations" },
] as const;

/** What one model costs more or less than in the baseline. */
export interface CostChange {
  readonly file: string;
  readonly model: string;
  readonly before: Cost | null;
  readonly after: Cost | null;
}

/**
 * Compares the files that were checked, or that no longer exist, with the baseline. Throws a UsageError if the
 * baseline cannot be read.
 */
export function costChanges(
  name: string,
  files: readonly CheckedFile[],
  host: CliHost,
): readonly CostChange[] {
  const before = readCosts(name, host);
  const gone = Object.keys(before).filter((file) => !isThere(name, file, host));
  const after = { ...Object.fromEntries(gone.map((file) => [file, {}])), ...costsOf(name, files, host) };
  return Object.entries<Costs[string]>(after).flatMap(([file, models]) => {
    const old = before[file] ?? {};
    const names = [...new Set([...Object.keys(old), ...Object.keys(models)])];
    return names
      .map((model) => ({ file, model, before: old[model] ?? null, after: models[model] ?? null }))
      .filter((change) => measures.some((one) => change.before?.[one.name] !== change.after?.[one.name]));
  });
}

/** Writes the costs of the checked files; those of other files stay while the files exist. */
export function writeBaseline(name: string, files: readonly CheckedFile[], host: CliHost): void {
  const path = resolve(host.folder, name);
  const before = readText(path) === undefined ? {} : readCosts(name, host);
  const kept = Object.entries(before).filter(([file]) => isThere(name, file, host));
  const all = Object.entries({ ...Object.fromEntries(kept), ...costsOf(name, files, host) });
  const models = all
    .filter(([, costs]) => Object.keys(costs).length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  try {
    writeFileSync(path, `${JSON.stringify({ version: 1, models: Object.fromEntries(models) }, null, 2)}\n`);
  } catch (fault) {
    throw new UsageError(`${name} cannot be written: ${fault instanceof Error ? fault.message : fault}`);
  }
}

/** `net.ts: net · Net: parameters 330 → 340 (+10, +3.0 %)`. */
export function changeLine({ file, model, before, after }: CostChange): string {
  if (after === null) return `${file}: ${model}: has been removed\n`;
  if (before === null)
    return `${file}: ${model}: is new: ${measures.map(({ name, say, what }) => `${what} ${said(after[name], say)}`).join(", ")}\n`;
  const changes = measures
    .filter(({ name }) => before[name] !== after[name])
    .map(({ name, say, what }) => {
      const [from, to] = [before[name], after[name]];
      const step = `${what} ${said(from, say)} → ${said(to, say)}`;
      if (typeof from !== "number" || typeof to !== "number") return step;
      const difference = [changeWords(from, to, say), changeShare(from, to)].filter((text) => text !== "");
      return `${step} (${difference.join(", ")})`;
    });
  return `${file}: ${model}: ${changes.join("; ")}\n`;
}

function said(cost: number | string, say: (count: number) => string): string {
  return typeof cost === "number" ? say(cost) : cost;
}

function costsOf(name: string, files: readonly CheckedFile[], host: CliHost): Costs {
  const from = folderOf(name, host);
  return Object.fromEntries(
    files.map(({ name: file, models }) => {
      const path = relative(from, resolve(host.folder, file)).split(sep).join("/");
      return [
        path,
        Object.fromEntries(models.map(({ view, model }) => [model.name, costOf(view.report(model))])),
      ];
    }),
  );
}

function isThere(name: string, file: string, host: CliHost): boolean {
  return existsSync(resolve(folderOf(name, host), file));
}

/** The folder of the baseline, where the paths in it start. */
function folderOf(name: string, { folder }: CliHost): string {
  return dirname(resolve(folder, name));
}

function costOf(report: Report): Cost {
  return {
    parameters: totalData(report, "parameters"),
    macs: totalData(report, "macs"),
    memory: peakData(report),
  };
}

function readCosts(name: string, { folder }: CliHost): Costs {
  const text = readText(resolve(folder, name));
  if (text === undefined)
    throw new UsageError(`There is no baseline ${name}. Write it with --baseline ${name} --update-baseline.`);
  const models = modelsIn(text);
  if (models === undefined)
    throw new UsageError(
      `${name} is not a baseline. Delete it, then write a new one with --update-baseline.`,
    );
  return models;
}

function modelsIn(text: string): Costs | undefined {
  try {
    const { version, models } = JSON.parse(text);
    const files: unknown[] = typeof models === "object" && models !== null ? Object.values(models) : [null];
    return version === 1 && files.every((one) => typeof one === "object" && one !== null)
      ? models
      : undefined;
  } catch {
    return undefined;
  }
}
