import { MarkupKind } from "vscode-languageserver";
import { signatureHelpAt } from "../../ide/index.ts";
import { toOffset } from "../convert.ts";
import { analysisSources } from "./analysis-sources.ts";
import type { Feature } from "./feature.ts";

/** What each argument of a layer means, and what the number being typed makes of the shape that arrives. */
export const signatureHelp: Feature = (context) => {
  const { connection, boundary, views } = context;
  connection.onSignatureHelp(
    boundary.guarded("signature help", null, async ({ textDocument, position }) => {
      const view = await views.view(textDocument.uri);
      if (view === null) return null;
      const sources = analysisSources(context, view);
      const help = signatureHelpAt(sources, toOffset(view, position));
      if (help === null) return null;
      const { label, documentation, parameters, active } = help;
      const signature = {
        label,
        documentation: markdown(documentation),
        parameters: parameters.map(({ range, documentation: words }) => ({
          label: [range.start, range.end] as [number, number],
          documentation: markdown(words),
        })),
      };
      return { signatures: [signature], activeSignature: 0, activeParameter: active };
    }),
  );
};

/** A bracket opens the help, and a comma goes on to the next argument. */
export const signatureTriggerCharacters = ["(", ","];

function markdown(value: string) {
  return { kind: MarkupKind.Markdown, value };
}
