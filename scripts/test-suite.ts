import { exitOnSignals } from "../test/support/end-with-us.ts";
import { suites } from "./suites.ts";

/* Runs the one suite that is named, on what is built; `test.ts` starts it. CNN_BLOCKS_COUNTS names the file for its counts. */

exitOnSignals();
const [name = ""] = process.argv.slice(2);
const { CNN_BLOCKS_COUNTS = "", CNN_BLOCKS_GREP } = process.env;
try {
  await suites[name]?.run({
    CNN_BLOCKS_COUNTS,
    ...(CNN_BLOCKS_GREP === undefined ? {} : { CNN_BLOCKS_GREP }),
  });
  process.exit(0);
} catch (error) {
  console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
