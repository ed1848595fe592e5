import assert from "node:assert/strict";
import { nnSources } from "virtual:nn-sources";
import { describe, it } from "mocha";
import ts from "typescript";
import { parseFile } from "../../src/analyzer/syntax/parse.ts";
import { prepareSyntax } from "../../src/analyzer/syntax/prepare-syntax.ts";
import { preparedFile } from "../../src/analyzer/syntax/prepared-syntax.ts";

describe("the prepared syntax of the library", () => {
  const prepared = prepareSyntax(nnSources);

  it("is what the parser makes of its sources", () => {
    for (const [path, text] of Object.entries(nnSources)) {
      const read = preparedFile(JSON.parse(JSON.stringify(prepared)), path, text);
      const parsed = parseFile(path, text, true);
      assert.deepEqual({ ...read, source: null }, { ...parsed, source: null });
      assert.deepEqual(outline(read?.source), outline(parsed.source), path);
    }
  });

  it("is made of nodes that have what the parser's have", () => {
    const [path, text] = Object.entries(nnSources).find(([name]) => name === "nn/tensor.ts") ?? ["", ""];
    const [read] = nodesIn(preparedFile(prepared, path, text)?.source);
    const [parsed] = nodesIn(parseFile(path, text, true).source);
    assert.equal(Object.getPrototypeOf(Object.getPrototypeOf(read)), Object.getPrototypeOf(parsed));
  });

  it("has no file that is not of the library", () => {
    assert.equal(preparedFile(prepared, "/model.ts", ""), undefined);
  });
});

function nodesIn(node: ts.Node | undefined): readonly ts.Node[] {
  const inner: ts.Node[] = [];
  if (node !== undefined) ts.forEachChild(node, (child) => void inner.push(child, ...nodesIn(child)));
  return inner;
}

/** Everything that a node has of its own but its children, which are listed after it, and what no parser fills. */
function outline(source: ts.SourceFile | undefined): readonly string[] {
  const fields = (node: ts.Node): string => {
    const names: string[] = [];
    for (const name in node) if (!later.has(name)) names.push(name);
    return names
      .sort()
      .map((name) => `${name}: ${said(node[name as keyof ts.Node])}`)
      .join(", ");
  };
  return nodesIn(source).map((node) => `${fields(node)} at ${node.getStart(source)}`);
}

const later = new Set(["id", "original", "modifierFlagsCache", "transformFlags"]);

function said(value: unknown): string {
  if (typeof value === "function") return "method";
  if (Array.isArray(value)) {
    const { pos, end, hasTrailingComma, length } = value as unknown as ts.NodeArray<ts.Node>;
    return `${length} from ${pos} to ${end} ${hasTrailingComma ?? false}`;
  }
  return typeof value === "object" ? "a node" : String(value);
}
