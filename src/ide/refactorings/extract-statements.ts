import {
  type MovableField,
  type SelectedStatements,
  type StatementsResult,
  selectedStatements,
} from "../../analyzer/index.ts";
import { freeName, type Range } from "../../base/index.ts";
import type { AnalysisSources } from "../arguments/sources.ts";
import type { TextEdit } from "../code-actions/code-action.ts";
import { type LocalNames, localNames, typeAt } from "./local-names.ts";
import { classAbove, freeNameInFile, indentAt, indentStep, inLanguageOf, reindented } from "./new-class.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv: nn.Conv2d;
  norm: nn.BatchNorm2d;
  head: nn.Linear;

  constructor(width: number) {
    super();
    this.conv = new nn.Conv2d(3, width, 3, { padding: 1, bias: false });
    this.norm = new nn.BatchNorm2d(width);
    this.head = new nn.Linear(width, 10);
  }

  forward(x: Tensor): Tensor {
    /*[*/let out = this.norm(this.conv(x));
    out = F.maxPool2d(F.relu(out), 2);/*]*/
    return this.head(out.mean([2, 3]));
  }
}
new Net(16)(randn(2, 3, 32, 32));
`;

const after = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class Block extends nn.Module {
  conv: nn.Conv2d;
  norm: nn.BatchNorm2d;

  constructor(width: number) {
    super();
    this.conv = new nn.Conv2d(3, width, 3, { padding: 1, bias: false });
    this.norm = new nn.BatchNorm2d(width);
  }

  forward(x: Tensor): Tensor {
    let out = this.norm(this.conv(x));
    return F.maxPool2d(F.relu(out), 2);
  }
}

class Net extends nn.Module {
  block: Block;
  head: nn.Linear;

  constructor(width: number) {
    super();
    this.block = new Block(width);
    this.head = new nn.Linear(width, 10);
  }

  forward(x: Tensor): Tensor {
    let out = this.block(x);
    return this.head(out.mean([2, 3]));
  }
}
new Net(16)(randn(2, 3, 32, 32));
`;

export const extractStatements: Refactoring = {
  id: "extract-statements",
  summary:
    "Makes a class of the selected statements of a forward and of the layers that they call, where nothing else uses these. What " +
    "the layers take of the constructor becomes a parameter; the names of their weights begin with the new field.",
  kind: "refactor.extract",
  keeps: "computation",
  example: { before, after },
  proposals(sources, selection) {
    const selected = selectedStatements(sources.view.parsed(), selection);
    if (selected === null || !selected.fields.some((field) => isModule(sources, field))) return [];
    const { facts } = sources.view.analysis;
    const types = selected.inputs.map((input) => typeAt(facts, input));
    const taken = localNames(
      sources,
      selected.fields.map(({ made }) => made),
    );
    if (taken === null || types.includes(null) || !types.includes("Tensor")) return [];
    const move: Move = {
      selected,
      taken,
      name: freeNameInFile(sources, "Block"),
      field: freeName("block", (one) => selected.ownerNames.has(one)),
    };
    const inputs = selected.inputs.map(({ name }, index) => `${name}‹: ${types[index]}›`).join(", ");
    const declared = classAbove(sources, selected.owner.start, classText(sources, move, inputs), imports);
    const call = callEdit(sources, move);
    const what = selected.count === 1 ? "the statement and its" : `${selected.count} statements and their`;
    const ways = fieldWays(sources, move).map((edits) => [...declared, ...edits, call]);
    return [{ title: `Extract ${what} layers into a block`, ways }];
  },
};

function isModule({ view }: AnalysisSources, { made }: MovableField): boolean {
  const isWithin = ({ start, end }: Range) => made.start <= start && end <= made.end;
  return view.analysis.facts.some(
    ({ range, values }) => isWithin(range) && values.some(({ kind }) => kind === "module"),
  );
}

const imports = ["nn", "type Tensor"];

interface Move {
  readonly selected: SelectedStatements;
  readonly taken: LocalNames;
  /** Of the new class, and of the field that holds it. */
  readonly name: string;
  readonly field: string;
}

function classText(sources: AnalysisSources, { selected, taken, name }: Move, inputs: string): string {
  const { text, analysis } = sources.view;
  const step = indentStep(sources);
  const moved = (range: Range, indent: string) =>
    `${indent}${reindented(text.slice(range.start, range.end), indentAt(text, range.start), indent)}`;
  const declarations = selected.fields.flatMap(({ declaration }) => declaration ?? []);
  const statements = selected.fields.flatMap(({ statement }) => statement ?? []);
  const construction = [
    `${step}constructor(${inLanguageOf(analysis.file, taken.parameters)}) {`,
    `${step.repeat(2)}super();`,
    ...inTextOrder(statements).map((range) => moved(range, step.repeat(2))),
    `${step}}`,
    "",
  ];
  const type = typeOfResult(sources, selected);
  const head = `${step}forward(${inputs})${type === null ? "" : `‹: ${type}›`} {`;
  return [
    `class ${name} extends nn.Module {`,
    ...inTextOrder(declarations).map((range) => moved(range, step)),
    ...(declarations.length === 0 ? [] : [""]),
    ...(statements.length === 0 ? [] : construction),
    inLanguageOf(analysis.file, head),
    bodyText(sources, selected),
    `${step}}`,
    "}",
  ].join("\n");
}

/** Null where it is left to follow from what is returned. */
function typeOfResult({ view }: AnalysisSources, { result }: SelectedStatements): string | null {
  if (result.kind === "name") return typeAt(view.analysis.facts, result.read);
  if (result.kind === "names") return null;
  return result.type && view.text.slice(result.type.start, result.type.end);
}

function inTextOrder(ranges: readonly Range[]): readonly Range[] {
  return [...ranges].sort((a, b) => a.start - b.start);
}

/** The statements, with a return of what is read of them. */
function bodyText(sources: AnalysisSources, { range, result }: SelectedStatements): string {
  const { text } = sources.view;
  const indent = indentStep(sources).repeat(2);
  const written = (end: number) =>
    reindented(text.slice(range.start, end), indentAt(text, range.start), indent);
  if (result.kind === "returned") return `${indent}${written(range.end)}`;
  if (result.kind === "names" || result.last === null)
    return `${indent}${written(range.end)}\n${indent}return ${namesOf(result)};`;
  const { statement, value } = result.last;
  const returned = reindented(text.slice(value.start, value.end), indentAt(text, statement.start), indent);
  return `${indent}${written(statement.start)}return ${returned};`;
}

/** `out`, or of several `{ skip, out }`. */
function namesOf(result: Exclude<StatementsResult, { readonly kind: "returned" }>): string {
  return result.kind === "name" ? result.name : `{ ${result.names.join(", ")} }`;
}

/** `let out = this.block(x);` */
function callEdit({ view }: AnalysisSources, { selected: { range, inputs, result }, field }: Move): TextEdit {
  const call = `this.${field}(${inputs.map(({ name }) => name).join(", ")});`;
  const at = { file: view.analysis.file, ...range };
  if (result.kind === "returned") return { at, text: `return ${call}` };
  const keyword = result.keyword === null ? "" : `${result.keyword} `;
  return { at, text: `${keyword}${namesOf(result)} = ${call}` };
}

/** The new field in place of those that move: made where the first of them was made, or else where the last was. */
function fieldWays(sources: AnalysisSources, move: Move): readonly (readonly TextEdit[])[] {
  const { fields } = move.selected;
  const made = `new ${move.name}(${move.taken.names.join(", ")});`;
  const declarations = inTextOrder(fields.flatMap(({ declaration }) => declaration ?? []));
  const statements = inTextOrder(fields.flatMap(({ statement }) => statement ?? []));
  const isDeclared = statements.length === 0;
  const type = inLanguageOf(sources.view.analysis.file, `‹: ${move.name}›`);
  const declared = isDeclared ? `${move.field} = ${made}` : `${move.field}${type};`;
  const declaring = replacedBy(sources, declarations, 0, declared);
  if (isDeclared) return [declaring];
  const places = [...new Set([0, statements.length - 1])];
  return places.map((place) => [
    ...declaring,
    ...replacedBy(sources, statements, place, `this.${move.field} = ${made}`),
  ]);
}

/** One of the ranges becomes a text; the others go with their lines. */
function replacedBy(
  { view }: AnalysisSources,
  ranges: readonly Range[],
  kept: number,
  written: string,
): readonly TextEdit[] {
  return ranges.map((range, index) =>
    index === kept
      ? { at: { file: view.analysis.file, ...range }, text: written }
      : { at: { file: view.analysis.file, ...withLine(view.text, range) }, text: "" },
  );
}

/** With what is left of its lines, where that is blank. */
function withLine(text: string, { start, end }: Range): Range {
  const before = /\n[ \t]*$/.exec(text.slice(0, start));
  const behind = /^[ \t]*(?=\r?\n)/.exec(text.slice(end));
  return before === null || behind === null
    ? { start, end }
    : { start: before.index, end: end + behind[0].length };
}
