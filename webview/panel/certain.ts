import { type Counts, known, type Report } from "../../src/ir/index.ts";
import { gapsIn } from "../../src/words/index.ts";

/** A total that can be compared: a lower bound cannot. */
export function certain(report: Report, name: keyof Counts): number | undefined {
  return gapsIn(report, name).length === 0 ? known(report.total[name]) : undefined;
}
