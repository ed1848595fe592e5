import "../support/virtual-modules.mjs";
import type { Share } from "./robustness.ts";

/* A process that takes one share of the report of broken sources. */

const { analyseShare } = await import("./robustness.ts");

process.once("message", (share: Share) => {
  process.send?.(analyseShare(share), () => process.disconnect());
});
