import { modelLanguages } from "../model-languages.ts";

/** When clauses that several commands share. */

/** The active editor shows a file with a model. */
export const inModelFile = `cnnBlocks.hasModel && editorLangId =~ /^(${modelLanguages.join("|")})$/`;

/** A menu of the model tree. */
export const inModelTree = "view == cnnBlocks.model";

/** The preview has the focus. */
export const inPreview = "activeWebviewPanelId == 'cnnBlocks.preview'";

/** A pinned preview has the focus. `preview/preview.ts` keeps it true. */
export const inPinnedPreview = "cnnBlocks.pinnedPreview";
