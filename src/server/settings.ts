import type { ServerSettings } from "../protocol/index.ts";

/** What holds where the client sends nothing. */
const defaults: ServerSettings = {
  inlayHints: { shapes: true, parameters: true },
  codeLens: { enabled: true },
  hover: { enabled: true },
  units: "MACs",
  defaultInputSize: 224,
};

/** Reads what a client sent; whatever is missing or of another type keeps its default. */
export function readSettings(sent: unknown): ServerSettings {
  const root = record(sent);
  const hints = record(root.inlayHints);
  const size = root.defaultInputSize;
  return {
    inlayHints: {
      shapes: flag(hints.shapes, defaults.inlayHints.shapes),
      parameters: flag(hints.parameters, defaults.inlayHints.parameters),
    },
    codeLens: { enabled: flag(record(root.codeLens).enabled, defaults.codeLens.enabled) },
    hover: { enabled: flag(record(root.hover).enabled, defaults.hover.enabled) },
    units: root.units === "FLOPs" ? "FLOPs" : "MACs",
    defaultInputSize: Number.isInteger(size) && Number(size) > 0 ? Number(size) : defaults.defaultInputSize,
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === "boolean" ? value : otherwise;
}
