import { codeLenses as lensesOf } from "../../ide/index.ts";
import { toCodeLens } from "../convert.ts";
import type { Feature } from "./feature.ts";

export const codeLenses: Feature = ({ connection, boundary, views, settings, chosen }) => {
  connection.onCodeLens(
    boundary.guarded("code lenses", [], async ({ textDocument: { uri } }) => {
      const view = settings().codeLens.enabled ? await views.view(uri) : null;
      return view === null ? [] : lensesOf(view, chosen.of(uri)).map((lens) => toCodeLens(view, uri, lens));
    }),
  );
};
