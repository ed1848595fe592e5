/** When clauses that several commands share. */

/** The active editor shows a file with a model. */
export const inModelFile = "cnnBlocks.hasModel && editorLangId == typescript";

/** The preview has the focus. */
export const inPreview = "activeWebviewPanelId == 'cnnBlocks.preview'";
