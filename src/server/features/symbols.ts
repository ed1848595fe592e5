import { documentSymbols } from "../../ide/index.ts";
import { toSymbol } from "../convert.ts";
import type { Feature } from "./feature.ts";

export const symbols: Feature = ({ connection, boundary, views }) => {
  connection.onDocumentSymbol(
    boundary.guarded("document symbols", [], async ({ textDocument }) => {
      const view = await views.view(textDocument.uri);
      return view === null ? [] : documentSymbols(view).map((symbol) => toSymbol(view, symbol));
    }),
  );
};
