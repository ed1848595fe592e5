import { known, rounding } from "../../test/reports/pytorch/known.ts";
import type { GeneratedText } from "./generated.ts";

/** What random calls in PyTorch and here may answer differently, from the very list that the report excuses them by. */
export const differencesList: GeneratedText = {
  marker: "differences",
  make: () => [...known.map(({ reason }) => reason), rounding].map((reason) => `- ${reason}.`).join("\n"),
};
