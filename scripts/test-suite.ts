import { exitOnSignals } from "../test/support/end-with-us.ts";
import { suites } from "./suites.ts";

/* Runs the one suite that is named, on what is built; `test.ts` starts it. CNN_BLOCKS_OUTCOME names the file for how its tests ended. */

exitOnSignals();
const [name = ""] = process.argv.slice(2);
const { CNN_BLOCKS_OUTCOME = "", CNN_BLOCKS_GREP } = process.env;
try {
  await suites[name]?.run({
    CNN_BLOCKS_OUTCOME,
    ...(CNN_BLOCKS_GREP === undefined ? {} : { CNN_BLOCKS_GREP }),
  });
  process.exit(0);
} catch (error) {
  console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
