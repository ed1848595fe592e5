// biome-ignore lint/correctness/useImportExtensions: Biome takes the declarations beside the module for the target.
import { readNnSources } from "../../scripts/nn-sources.mjs";

const specifier = "virtual:nn-sources";

/** Node's own resolver knows no `virtual:` scheme, so the name is answered here. */
export function resolve(name, context, next) {
  return name === specifier ? { url: name, shortCircuit: true } : next(name, context);
}

export function load(url, context, next) {
  if (url !== specifier) return next(url, context);
  const source = `export const nnSources = ${JSON.stringify(readNnSources())};`;
  return { format: "module", source, shortCircuit: true };
}
