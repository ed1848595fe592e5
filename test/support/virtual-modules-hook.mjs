// biome-ignore lint/correctness/useImportExtensions: Biome takes the declarations beside the module for the target.
import { readNnSources, readSnippetSources } from "../../scripts/nn-sources.mjs";

/** What a module of each name exports. */
const modules = {
  "virtual:nn-sources": () => ({
    nnSources: readNnSources(),
    // What the build prepares; without it, files are parsed.
    nnSyntax: { texts: [], layouts: [], files: {} },
  }),
  "virtual:snippet-sources": () => ({ snippetSources: readSnippetSources() }),
};

/** Node's own resolver knows no `virtual:` scheme, so the names are answered here. */
export function resolve(name, context, next) {
  return name in modules ? { url: name, shortCircuit: true } : next(name, context);
}

export function load(url, context, next) {
  const contents = modules[url]?.();
  if (contents === undefined) return next(url, context);
  const lines = Object.entries(contents).map(
    ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`,
  );
  return { format: "module", source: lines.join("\n"), shortCircuit: true };
}
