import { known } from "../../../src/ir/index.ts";
import { summarize } from "../../../src/passes/index.ts";
import { exactCount } from "../../../src/words/index.ts";
import { assertAsExecuted } from "../../analyzer/as-executed.ts";
import { portFigures } from "../../analyzer/port-figures.ts";

const folder = new URL("../../fixtures/executed/", import.meta.url);

/**
 * A line for each net that is written as its public PyTorch source is, or for those of the files that are named: what the analyzer
 * counts, and whether that is the known count and the graph the one that executing the file builds. Whether all are well; null where none has such a name.
 */
export async function printPorts(names: readonly string[]): Promise<boolean | null> {
  const files = Object.keys(portFigures).filter((file) => names.length === 0 || names.includes(nameOf(file)));
  let well = 0;
  for (const file of files) {
    const fault = await describeFile(file);
    if (fault === null) well += 1;
    else console.log(`✘ ${nameOf(file)}: ${fault}`);
  }
  if (files.length === 0) return null;
  console.log(`${well} of ${files.length} files of ports have their sources' figures.`);
  return well === files.length;
}

/** Its lines; null where nothing is wrong. */
async function describeFile(file: string): Promise<string | null> {
  try {
    const models = await assertAsExecuted(folder, file);
    for (const [parameters, macs] of portFigures[file] ?? []) {
      const found = models.find(({ graph }) => known(summarize(graph).total.parameters) === parameters);
      const work = macs === undefined ? "" : `, ${exactCount(macs)} MACs`;
      const what = `${nameOf(file)} ${found?.className}`;
      console.log(`✔ ${what.padEnd(38)} ${exactCount(parameters)} parameters${work}, graph as executed`);
    }
    return null;
  } catch (fault) {
    return (fault as Error).message.split("\n")[0] ?? "it failed";
  }
}

/** `port-res2net50.ts` is res2net50's. */
function nameOf(file: string): string {
  return file.slice("port-".length, -".ts".length);
}
