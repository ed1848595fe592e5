import { nearestName } from "./nearest-name.ts";

/** The package that authors import the block API from. */
export const libraryName = "cnn-blocks";

/** Whether a package's name is a slip for the library's: `cnn-block`, `cnn_blocks`, `@me/cnn-blocks`, `cnn-blocks/nn`. */
export function isLibraryMisspelt(specifier: string): boolean {
  if (specifier === libraryName || specifier === `${libraryName}/package.json`) return false;
  if (/^\.{0,2}\//.test(specifier)) return false;
  const [first = "", second = ""] = specifier.split("/");
  const plain = plainPackage(first.startsWith("@") ? second : first);
  const wanted = plainPackage(libraryName);
  return plain === wanted || nearestName(plain, [wanted]) !== undefined;
}

/** A cheap check before any parsing: whether a text imports the block API, even under a misspelt name. */
export function namesLibrary(text: string): boolean {
  if (text.includes(`"${libraryName}"`) || text.includes(`'${libraryName}'`)) return true;
  for (const { groups } of text.matchAll(/\b(?:from|import)\s*["'](?<specifier>[^"'\n]{5,60})["']/g))
    if (isLibraryMisspelt(groups?.specifier ?? "")) return true;
  return false;
}

/** A package's name without its style, and without the version that some write behind it. */
function plainPackage(name: string): string {
  return name
    .replace(/@.*$/, "")
    .replaceAll(/[-_. ]/g, "")
    .toLowerCase();
}
