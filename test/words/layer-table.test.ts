import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { models, nn } from "../../src/library/index.ts";
import { tablesOf } from "../../src/words/index.ts";
import { documentOf } from "../webview/support/documents.ts";

const net = (name: string) =>
  documentOf({
    name,
    build: () => new nn.Sequential(new nn.Conv2d(3, 8, 3), new nn.ReLU()),
    input: [1, 3, 10, 10],
  });

describe("tables of layers", () => {
  it("as CSV have plain digits, a row for each layer and the model's name in each", () => {
    assert.deepEqual(tablesOf([net("a"), net('b "two", 2')], "csv", "FLOPs").split("\r\n"), [
      "model,module,op,output,parameters,FLOPs",
      'a,0,"Conv2d 3×3, 3→8",1×8×8×8,224,27648',
      "a,1,ReLU,1×8×8×8,0,0",
      '"b ""two"", 2",0,"Conv2d 3×3, 3→8",1×8×8×8,224,27648',
      '"b ""two"", 2",1,ReLU,1×8×8×8,0,0',
      "",
    ]);
  });

  it("as CSV hold no formula that a spreadsheet would compute", () => {
    assert.match(tablesOf([net("=1+1")], "csv", "MACs"), /^'=1\+1,0,/m);
  });

  it("as Markdown have a heading, aligned numbers and totals, and no name is markup", () => {
    assert.equal(
      tablesOf([net("a|b <i>_c_")], "md", "MACs"),
      [
        "### a\\|b \\<i\\>\\_c\\_",
        "",
        "| module | op | output | parameters | MACs |",
        "| --- | --- | --- | ---: | ---: |",
        "| 0 | Conv2d 3×3, 3→8 | 1×8×8×8 | 224 | 13,824 |",
        "| 1 | ReLU | 1×8×8×8 | 0 | 0 |",
        "| total |  |  | 224 | 13,824 |",
        "",
      ].join("\n"),
    );
  });

  it("have the totals of a whole net in their rows", () => {
    const net = models.ResNet18;
    const document = documentOf({ name: "r", build: () => new net(), input: net.exampleInput });
    const rows = tablesOf([document], "csv", "MACs").trimEnd().split("\r\n").slice(1);
    const numbers = rows.map((row) => row.split(",").slice(-2).map(Number));
    const sumOf = (column: number) => numbers.reduce((sum, row) => sum + (row[column] ?? 0), 0);
    assert.deepEqual([sumOf(0), sumOf(1)], [document.report.total.parameters, document.report.total.macs]);
  });
});
