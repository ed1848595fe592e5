/** What the preview can write the model in view as: in the palette and in its own menu alike. */
export const exportFormats = {
  svg: { label: "SVG", detail: "the picture, sharp at every size" },
  png: { label: "PNG", detail: "the picture, in twice its size" },
  csv: { label: "CSV table", detail: "the layers, for a spreadsheet" },
  md: { label: "Markdown table", detail: "the layers, for an issue or a page" },
  html: { label: "HTML page", detail: "the preview in one file, for any browser" },
} as const;

export type ExportFormat = keyof typeof exportFormats;

/** The name that is proposed for the file: that of the model with the format's ending. */
export function exportName(model: string, format: string): string {
  const name = model.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|-+$/g, "");
  return `${name || "model"}.${format}`;
}
