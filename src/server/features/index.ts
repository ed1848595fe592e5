import { codeActions } from "./code-actions.ts";
import { codeLenses } from "./code-lenses.ts";
import { completion } from "./completion.ts";
import { diagnostics } from "./diagnostics.ts";
import type { Feature } from "./feature.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { instances } from "./instances.ts";
import { requests } from "./requests.ts";
import { signatureHelp } from "./signature-help.ts";
import { symbols } from "./symbols.ts";
import { tools } from "./tools.ts";

/** Everything the server answers, one line each. */
export const features: readonly Feature[] = [
  codeActions,
  codeLenses,
  completion,
  diagnostics,
  hover,
  inlayHints,
  instances,
  requests,
  signatureHelp,
  symbols,
  tools,
];
