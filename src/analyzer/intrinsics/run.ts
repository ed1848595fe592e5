import { callModule } from "../run/call.ts";
import { nativeValue } from "../run/native-value.ts";
import { unknownValue } from "../values/make.ts";
import type { Value } from "../values/value.ts";

/** What stands for the library's functions about real runs: `trace` calls the model; the analyzer makes the graph. */
export const runIntrinsics: Readonly<Record<string, Value>> = {
  trace: nativeValue("trace", (m, _, [root, ...inputs]) => {
    if (root?.kind === "object" && root.module !== null) callModule(m, root, inputs);
    return unknownValue("A graph is known only when a model runs");
  }),
};
