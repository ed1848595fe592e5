import { hoverAt } from "../../ide/index.ts";
import { toHover, toOffset } from "../convert.ts";
import type { Feature } from "./feature.ts";

export const hover: Feature = ({ connection, boundary, views, settings, builder, environment }) => {
  const sources = { workspace: builder.workspace, library: environment.library };
  connection.onHover(
    boundary.guarded("hover", null, async ({ textDocument, position }) => {
      const view = settings().hover.enabled ? await views.view(textDocument.uri) : null;
      const found = view === null ? null : hoverAt(view, toOffset(view, position), sources);
      return view === null || found === null ? null : toHover(view, found);
    }),
  );
};
