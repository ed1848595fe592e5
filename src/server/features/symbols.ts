import { documentSymbols } from "../../ide/index.ts";
import { toSymbol } from "../convert.ts";
import type { Feature } from "./feature.ts";

export const symbols: Feature = ({ connection, boundary, analyses }) => {
  connection.onDocumentSymbol(
    boundary.guarded("document symbols", [], async ({ textDocument }) => {
      const view = await analyses.view(textDocument.uri);
      return view === null ? [] : documentSymbols(view).map((symbol) => toSymbol(view, symbol));
    }),
  );
};
