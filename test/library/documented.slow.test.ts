import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import ts from "typescript";
import { innerNames } from "../../scripts/generated/inner-names.ts";

const entry = fileURLToPath(new URL("../../src/library/index.ts", import.meta.url));
const program = ts.createProgram([entry], {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
});
const checker = program.getTypeChecker();

/** What authors can write, by its path: `nn.Conv2d`, `nn.ModuleList.append`, `F.relu`. */
interface Name {
  readonly path: string;
  readonly symbol: ts.Symbol;
}

function namesBelow(module: ts.Symbol, within: string): readonly Name[] {
  return checker.getExportsOfModule(module).flatMap((alias) => {
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    const path = `${within}${alias.name}`;
    if (symbol.flags & ts.SymbolFlags.ValueModule) return namesBelow(symbol, `${path}.`);
    if (symbol.flags & ts.SymbolFlags.Class) return [{ path, symbol }, ...methodsOf(symbol, path)];
    return symbol.flags & ts.SymbolFlags.Function ? [{ path, symbol }] : [];
  });
}

function methodsOf(symbol: ts.Symbol, path: string): readonly Name[] {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return checker
    .getDeclaredTypeOfSymbol(symbol)
    .getProperties()
    .filter(({ name, valueDeclaration }) => {
      if (valueDeclaration === undefined || !ts.isMethodDeclaration(valueDeclaration)) return false;
      const isHidden = (ts.getCombinedModifierFlags(valueDeclaration) & hidden) !== 0;
      return !isHidden && /^[a-z]/.test(name) && name !== "forward" && !innerNames.has(name);
    })
    .map((method) => ({ path: `${path}.${method.name}`, symbol: method }));
}

function docOf({ symbol }: Name): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker));
}

describe("what authors write", () => {
  const library = checker.getSymbolAtLocation(program.getSourceFile(entry) as ts.SourceFile) as ts.Symbol;
  const names = namesBelow(library, "");

  it("has a sentence in its hover", () => {
    assert.ok(names.length > 500);
    const bare = names.filter((name) => docOf(name) === "").map(({ path }) => path);
    assert.deepEqual(bare, []);
  });

  it("names its paper, or the project that it comes from, where it is a block or a net", () => {
    const isPublished = ({ symbol }: Name): boolean =>
      /\/nn\/(blocks|zoo)\//.test(symbol.valueDeclaration?.getSourceFile().fileName ?? "");
    const published = names.filter((name) => isPublished(name) && !name.path.slice(3).includes("."));
    assert.ok(published.length > 25);
    const bare = published.filter((name) => !/\b(19|20)\d\d\b|YOLO/.test(docOf(name)));
    assert.deepEqual(
      bare.map(({ path }) => path),
      [],
    );
  });
});
