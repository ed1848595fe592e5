/** When clauses that several commands share. */

/** The active editor shows a file with a model. */
export const inModelFile = "cnnBlocks.hasModel && editorLangId == typescript";

/** The preview has the focus. */
export const inPreview = "activeWebviewPanelId == 'cnnBlocks.preview'";

/** There is a file that the command can work on, if only in sight beside the preview. */
export const withTarget = `cnnBlocks.hasModel || ${inPreview} || editorLangId == typescript`;
