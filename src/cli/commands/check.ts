import type { Workspace } from "../../ide/index.ts";
import { plural } from "../../words/index.ts";
import { changeLine, costChanges, writeBaseline } from "../check/baseline.ts";
import { type CheckedFile, checkFile, type Finding } from "../check/checked-file.ts";
import { type CheckFormat, checkFormat } from "../check/formats.ts";
import { foundFiles, watchedFolders } from "../check/found-files.ts";
import { githubNotice } from "../check/github.ts";
import type { CliOptions } from "../cli-options.ts";
import type { CliHost, FolderWatch } from "../host.ts";
import { newWorkspace } from "../source-file.ts";
import { explained, UsageError } from "../usage-error.ts";
import type { Command } from "./command.ts";

export const check: Command = {
  name: "check",
  summary: "the problems as file:line:column; exit code 1 if there are any",
  files: "several",
  examples: [
    {
      arguments: "check model.ts",
      comment: "the problems as file:line:column; exits with 1 if there are any",
    },
    {
      arguments: "check src 'nets/**/*.ts' --max-params 5M",
      comment: "all models of folders and patterns, none of more than 5 million parameters",
    },
    {
      arguments: "check src --format sarif > check.sarif",
      comment: "for a code scanning service; github makes annotations, json is for scripts",
    },
    {
      arguments: "check src --baseline costs.json",
      comment: "what models cost more or less than when --update-baseline wrote the file",
    },
    { arguments: "check src --watch", comment: "again whenever a file changes" },
  ],
  async run(options, host) {
    const workspace = newWorkspace(host);
    const once = () => checkOnce(options, host, workspace);
    return options.watch ? checkAgain(once, host.watch(watchedFolders(options.files, host)), host) : once();
  },
};

/**
 * Checks again after every change. Wrong usage ends the watch at the first check; later, a missing file may
 * come back.
 */
async function checkAgain(once: () => number, watch: FolderWatch, host: CliHost): Promise<number> {
  try {
    let code = once();
    while (await watch.untilChange()) {
      host.complain("Something has changed.\n");
      code = await explained(once, host);
    }
    return code;
  } finally {
    watch.close();
  }
}

function checkOnce(options: CliOptions, host: CliHost, workspace: Workspace): number {
  const format = checkFormat(options);
  const isAsked = options.inputs !== null || options.wanted !== null;
  const files = foundFiles(options.files, host);
  if (isAsked && files.length > 1)
    throw new UsageError(`--class and --input go with one file, not with ${files.length}.`);
  if (options.updateBaseline && options.baseline === null)
    throw new UsageError("--update-baseline needs the file to write: --baseline costs.json.");
  const checked = files.map((file) => checkFile(file, options, host, workspace));
  const findings = distinct(checked.flatMap((file) => file.findings));
  host.print(format.print(findings, host));
  if (format.name === "text") sayWhatElse(checked, findings, host);
  if (options.baseline !== null) compareCosts(options.baseline, checked, options, format, host);
  return checked.some(({ isFaulty }) => isFaulty) ? 1 : 0;
}

/** A problem of a file that several others import is found in each of them. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map(findings.map((one) => [JSON.stringify(one), one]));
  return [...byKey.values()];
}

function sayWhatElse(checked: readonly CheckedFile[], findings: readonly Finding[], host: CliHost): void {
  for (const { absence } of checked) if (absence !== null) host.complain(`${absence}\n`);
  if (checked.length === 1) return;
  const models = checked.reduce((sum, file) => sum + file.models.length, 0);
  const counts = [
    plural(checked.length, "file"),
    plural(models, "model"),
    plural(findings.length, "problem"),
  ];
  host.complain(`${counts.join(", ")}\n`);
}

/** The report of costs is no part of the output that other programs read, but GitHub's is meant for people. */
function compareCosts(
  baseline: string,
  checked: readonly CheckedFile[],
  { updateBaseline }: CliOptions,
  { name: format }: CheckFormat,
  host: CliHost,
): void {
  if (updateBaseline) {
    writeBaseline(baseline, checked, host);
    host.complain(`Wrote ${baseline}.\n`);
    return;
  }
  const lines = costChanges(baseline, checked, host).map(changeLine);
  if (format === "github") host.print(lines.map((line) => githubNotice("cost", line.trim())).join(""));
  else if (format === "text")
    host.print(lines.length === 0 ? "No model costs more or less.\n" : lines.join(""));
  else host.complain(lines.join(""));
}
