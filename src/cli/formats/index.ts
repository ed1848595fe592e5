import type { FileFormat } from "./format.ts";
import { html } from "./html.ts";
import { onnx } from "./onnx.ts";
import { safetensors } from "./safetensors.ts";
import { svg } from "./svg.ts";

export type { ExportJob, FileFormat } from "./format.ts";

/** What `export` can write; the first one where nothing says which. */
export const fileFormats: readonly FileFormat[] = [onnx, safetensors, svg, html];
