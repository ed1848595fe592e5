import { analyseShare, type Share } from "./robustness-share.ts";

/* A process that takes one share of the report of broken sources. It is bundled, as what is shipped is. */

process.once("message", (share: Share) => {
  process.send?.(analyseShare(share), () => process.disconnect());
});
