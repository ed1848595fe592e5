import { MarkupKind } from "vscode-languageserver";
import { inlayHints as hintsOf, inlayTooltip } from "../../ide/index.ts";
import { type HintData, toInlayHint, toOffset } from "../convert.ts";
import type { Feature } from "./feature.ts";

export const inlayHints: Feature = ({ connection, boundary, views, chosen }) => {
  connection.languages.inlayHint.on(
    boundary.guarded("inlay hints", [], async ({ textDocument: { uri }, range }) => {
      const view = await views.view(uri);
      if (view === null) return [];
      const within = { start: toOffset(view, range.start), end: toOffset(view, range.end) };
      return hintsOf(view, within, chosen.of(uri)).map((hint) => toInlayHint(view, uri, hint));
    }),
  );
  connection.languages.inlayHint.resolve(async (hint) => {
    const tooltip = await tooltipOf(hint.data as HintData);
    return tooltip === null ? hint : { ...hint, tooltip: { kind: MarkupKind.Markdown, value: tooltip } };
  });
  const tooltipOf = boundary.guarded(
    "inlay hint tooltip",
    null,
    async ({ uri, position, kind }: HintData) => {
      const view = await views.view(uri);
      return view === null ? null : inlayTooltip(view, position, kind, chosen.of(uri));
    },
  );
};
