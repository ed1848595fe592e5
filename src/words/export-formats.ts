/** What the preview can write the model in view as: in the palette and in its own menu alike. */
export const exportFormats = {
  svg: { label: "SVG", detail: "the picture, sharp at every size" },
  png: { label: "PNG", detail: "the picture, in twice its size" },
  csv: { label: "CSV table", detail: "the layers, for a spreadsheet" },
  md: { label: "Markdown table", detail: "the layers, for an issue or a page" },
  html: { label: "HTML page", detail: "the preview in one file, for any browser" },
  onnx: { label: "ONNX", detail: "the model with the weights of its runs" },
  safetensors: { label: "safetensors", detail: "these weights alone, named as in PyTorch" },
} as const;

export type ExportFormat = keyof typeof exportFormats;

/** The name that is proposed for the file: that of the model with the format's ending. */
export function exportName(model: string, format: string): string {
  const name = model.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|-+$/g, "");
  return `${name || "model"}.${format}`;
}

/**
 * The proposed name, numbered where it differs from a file's only in capitals: to many disks these are one file, and the export of
 * `Digits` would replace the weights of `digits.ts`.
 */
export function apartFrom(name: string, files: readonly string[]): string {
  const isTaken = (one: string): boolean => files.some((file) => file !== one && sameInAnyCase(file, one));
  const [stem, ending] = [name.replace(/\.\w+$/, ""), /\.\w+$/.exec(name)?.[0] ?? ""];
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${stem}-${number}${ending}`;
  return free;
}

function sameInAnyCase(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

interface ExportedModel {
  readonly name: string;
  /** Whether its constructor's arguments are not known. */
  readonly symbolic: boolean;
  /** What else is not known of it. */
  readonly unknownWords: string | null;
}

/** Why a model cannot be written with its weights, as a sentence; null where it can. */
export function weightsObstacle({ name, symbolic, unknownWords }: ExportedModel): string | null {
  if (unknownWords !== null)
    return `${name} cannot be exported, because not all of it is known: ${unknownWords}.`;
  if (!symbolic) return null;
  return `${name} has no weights, because its constructor arguments are not known: construct it with numbers in the file.`;
}
