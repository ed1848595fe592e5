import { backends } from "../../support/kernels.ts";
import { type ConformanceCase, casesOf, folders, runCase } from "../../support/onnx-cases.ts";
import { byKernel, byReference } from "../../support/onnx-compute.ts";

/**
 * Of ONNX's own cases, how many our ops can say and how many of those agree, by the ops' references and by every build of the
 * kernels; each that does not agree; and why the others do not apply. Whether all agree.
 */
export async function printConformance(): Promise<boolean> {
  let fine = true;
  const reasons = new Map<string, string[]>();
  for (const set of folders) {
    const all = casesOf(set);
    if (all === null) {
      console.error(`There is no ../shared/truth/${set}.`);
      return false;
    }
    const applying = all.filter(({ reason }) => reason === null);
    const agreeing = await countAgreeing(applying);
    console.log(`${set}: ${applying.length} of ${all.length} cases apply, ${agreeing} agree`);
    fine &&= agreeing === applying.length;
    for (const { name, reason } of all)
      if (reason !== null) reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
  }
  console.log("\nThe others do not apply:");
  const most = [...reasons].sort(([, a], [, b]) => b.length - a.length);
  for (const [reason, names] of most) console.log(`×${names.length} ${reason}: ${inShort(names)}`);
  return fine;
}

/** The cases that agree in every way of computing them. */
async function countAgreeing(cases: readonly ConformanceCase[]): Promise<number> {
  const ways = [
    { who: "the references", compute: byReference },
    ...backends.map((kernel) => ({ who: kernel.name, compute: byKernel(kernel) })),
  ];
  let agreeing = 0;
  for (const { name, folder } of cases) {
    let agrees = true;
    for (const { who, compute } of ways) {
      try {
        await runCase(folder, compute);
      } catch (fault) {
        agrees = false;
        console.log(`✘ ${name} by ${who}: ${(fault as Error).message.split("\n")[0]}`);
      }
    }
    if (agrees) agreeing += 1;
  }
  return agreeing;
}

const shown = 3;

function inShort(names: readonly string[]): string {
  const more = names.length - shown;
  return names.slice(0, shown).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
