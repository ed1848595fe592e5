import type { ExportFormat } from "./format.ts";
import { html } from "./html.ts";
import { onnx } from "./onnx.ts";
import { safetensors } from "./safetensors.ts";
import { svg } from "./svg.ts";

export type { ExportFormat, ExportJob } from "./format.ts";

/** What `export` can write; the first one where nothing says which. */
export const exportFormats: readonly ExportFormat[] = [onnx, safetensors, svg, html];
