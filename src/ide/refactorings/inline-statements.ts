import {
  commentsLeft,
  type InlinableBlock,
  inlinableBlock,
  isOperandAt,
  type MovableField,
  type ParsedFile,
  type Reference,
} from "../../analyzer/index.ts";
import { freeName, type Range } from "../../base/index.ts";
import type { TextEdit } from "../code-actions/code-action.ts";
import { edited, type Replacement } from "../view/text-edits.ts";
import { belowToo, indentAt, reindented } from "./new-class.ts";
import type { Refactoring } from "./refactoring.ts";

const before = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class Stem extends nn.Module {
  conv: nn.Conv2d;
  norm: nn.BatchNorm2d;

  constructor(width: number) {
    super();
    this.conv = new nn.Conv2d(3, width, 3, { padding: 1, bias: false });
    this.norm = new nn.BatchNorm2d(width);
  }

  forward(x: Tensor): Tensor {
    const out = this.norm(this.conv(x));
    return F.maxPool2d(F.relu(out), 2);
  }
}

class Net extends nn.Module {
  stem: Stem;
  head: nn.Linear;

  constructor() {
    super();
    this.stem = new Stem(16);
    this.head = new nn.Linear(16, 10);
  }

  forward(x: Tensor): Tensor {
    const y = this./*|*/stem(x);
    return this.head(y.mean([2, 3]));
  }
}
new Net()(randn(2, 3, 32, 32));
`;

const after = `import { F, nn, randn, type Tensor } from "cnn-blocks";

class Net extends nn.Module {
  conv: nn.Conv2d;
  norm: nn.BatchNorm2d;
  head: nn.Linear;

  constructor() {
    super();
    this.conv = new nn.Conv2d(3, 16, 3, { padding: 1, bias: false });
    this.norm = new nn.BatchNorm2d(16);
    this.head = new nn.Linear(16, 10);
  }

  forward(x: Tensor): Tensor {
    const out = this.norm(this.conv(x));
    const y = F.maxPool2d(F.relu(out), 2);
    return this.head(y.mean([2, 3]));
  }
}
new Net()(randn(2, 3, 32, 32));
`;

export const inlineStatements: Refactoring = {
  id: "inline-statements",
  summary:
    "Writes the layers and the forward of a block into the class that holds it in a field and calls it once. Names that are taken " +
    "there get others, and a block that nothing names any more is removed.",
  kind: "refactor.inline",
  keeps: "computation",
  example: { before, after },
  proposals({ view }, selection) {
    const parsed = view.parsed();
    const block = inlinableBlock(parsed, selection.start);
    if (block === null) return [];
    const written = writtenIn(parsed, block);
    const { file } = view.analysis;
    const edits = [
      ...fieldEdits(parsed, block, written),
      ...forwardEdits(parsed, block, written),
      ...(block.unusedThen === null ? [] : [{ range: belowToo(view.text, block.unusedThen), text: "" }]),
    ];
    const ways = [edits.map(({ range, text }): TextEdit => ({ at: { file, ...range }, text }))];
    return [{ title: `Write ${block.field.name} out in this class`, ways }];
  },
};

interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** The block's code in the words of the class, at an indentation. */
type WriteInClass = (range: Range, indent: string) => string;

function writtenIn(file: ParsedFile, block: InlinableBlock): WriteInClass {
  const { text } = file;
  const renamed = [...fieldRenames(block), ...variableRenames(text, block), ...givenFor(file, block)];
  return (range, indent) => {
    const inside = renamed.filter(({ start, end }) => range.start <= start && end <= range.end);
    const replacements = inside
      .map((one) => ({ ...one, start: one.start - range.start, end: one.end - range.start }))
      .sort((a, b) => a.start - b.start);
    const own = text.slice(range.start, range.end);
    return reindented(edited(own, replacements), indentAt(text, range.start), indent);
  };
}

/** Where the block's code names a field whose name is taken: its declaration, and behind `this.` */
function fieldRenames(block: InlinableBlock): readonly Replacement[] {
  const { fields, fieldNames } = block;
  return [...namesInstead(block)].flatMap(([name, own]) => {
    const declared = fields.find((one) => one.name === name)?.declaration?.nameAt;
    return [
      ...(declared === undefined ? [] : [{ ...declared, text: own }]),
      ...renamedTo(fieldNames, name, own),
    ];
  });
}

/** What fields are called whose names the class has already. */
function namesInstead({ fields, field, ownerNames }: InlinableBlock): ReadonlyMap<string, string> {
  const taken = fields.filter(({ name }) => ownerNames.has(name) && name !== field.name);
  return new Map(taken.map(({ name }) => [name, `${field.name}${name[0]?.toUpperCase()}${name.slice(1)}`]));
}

/** Variables of the block's forward: an input becomes what is given for it, and what is taken gets a number. */
function variableRenames(text: string, block: InlinableBlock): readonly Replacement[] {
  const given = new Map(block.inputs.map((input) => [input.name, nameOfInput(text, block, input)]));
  const taken = new Set([...block.forwardNames, ...block.variables.map(({ name }) => name)]);
  return [...new Set(block.variables.map(({ name }) => name))].flatMap((name) => {
    const instead =
      given.get(name) ?? (block.forwardNames.has(name) ? freeName(name, (one) => taken.has(one)) : name);
    return instead === name ? [] : renamedTo(block.variables, name, instead);
  });
}

function nameOfInput(
  text: string,
  { forwardNames, variables }: InlinableBlock,
  { name, argument, variable }: InlinableBlock["inputs"][number],
): string {
  if (variable !== null) return text.slice(argument.start, argument.end);
  const taken = new Set([...forwardNames, ...variables.map((one) => one.name)]);
  return forwardNames.has(name) ? freeName(name, (one) => taken.has(one)) : name;
}

function renamedTo(places: readonly Reference[], name: string, text: string): readonly Replacement[] {
  return places
    .filter((one) => one.name === name)
    .map(({ start, end, isShorthand }) => ({ start, end, text: isShorthand ? `${name}: ${text}` : text }));
}

/** What the construction gives in place of the constructor's parameters. */
function givenFor(file: ParsedFile, { parameters, given, fields }: InlinableBlock): readonly Replacement[] {
  const isInField = ({ start, end }: Reference) =>
    fields.some(({ made }) => made.start <= start && end <= made.end);
  return parameters.filter(isInField).flatMap(({ name, start, end, isShorthand }) => {
    const range = given.get(name);
    if (range === undefined) return [];
    const value = file.text.slice(range.start, range.end);
    const safe = isOperandAt(file, range) ? value : `(${value})`;
    return [{ start, end, text: isShorthand ? `${name}: ${value}` : safe }];
  });
}

/** The block's fields in place of the one that held it. The comment above that one stays. */
function fieldEdits(file: ParsedFile, block: InlinableBlock, written: WriteInClass): readonly Edit[] {
  const { text } = file;
  const { declaration, statement } = block.field;
  const renames = namesInstead(block);
  const edits: Edit[] = [];
  if (declaration !== null) {
    const indent = indentAt(text, declaration.start);
    const lines = block.fields.flatMap((field) => {
      const name = renames.get(field.name) ?? field.name;
      if (statement === null && field.statement !== null)
        return [
          ...commentsBeside(file, field).map((one) => written(one, indent)),
          `${name} = ${written(field.made, indent)};`,
        ];
      return field.declaration === null ? [] : [written(field.declaration, indent)];
    });
    const comments = block.comments.ofFields.map((one) => written(one, indent));
    edits.push(inPlace(file, block, declaration.own, [...comments, ...lines].join(`\n${indent}`)));
  }
  if (statement !== null) {
    const indent = indentAt(text, statement.start);
    const made = block.fields.flatMap((field) => field.statement ?? []);
    const comments = declaration === null ? block.comments.ofFields : [];
    const lines = [...comments, ...made].map((one) => written(one, indent));
    edits.push(inPlace(file, block, statement.own, lines.join(`\n${indent}`)));
  }
  return edits;
}

/** What goes on behind the field on its line goes below where a comment of the block's would take it in. */
function inPlace(file: ParsedFile, { fields }: InlinableBlock, range: Range, text: string): Edit {
  const end = file.text.indexOf("\n", range.end);
  const behind = file.text.slice(range.end, end < 0 ? file.text.length : end);
  const code = behind.trimStart();
  const last = fields.at(-1);
  const comments = commentsLeft(file, [last?.declaration ?? [], last?.statement ?? []].flat(), []);
  const isOpen = comments.some(({ start }) => file.text.startsWith("//", start));
  if (!isOpen || code === "" || code.startsWith("//")) return { range, text };
  const indent = indentAt(file.text, range.start);
  return {
    range: { start: range.start, end: range.end + behind.length - code.length },
    text: `${text}\n${indent}`,
  };
}

/** The comments of a field's declaration and of the statement that makes it. */
function commentsBeside(file: ParsedFile, { declaration, statement, made }: MovableField): readonly Range[] {
  return commentsLeft(file, [declaration ?? [], statement ?? []].flat(), [made]);
}

/** The block's statements above the one that called it, and what it returned in place of the call. */
function forwardEdits(file: ParsedFile, block: InlinableBlock, written: WriteInClass): readonly Edit[] {
  const { text } = file;
  const { statement, call, body, result, isWhole, inputs, comments } = block;
  const indent = indentAt(text, statement.start);
  const declared = inputs.flatMap((input) => {
    const argument = text.slice(input.argument.start, input.argument.end);
    return input.variable === null ? [`let ${nameOfInput(text, block, input)} = ${argument};`] : [];
  });
  const inOrder = [...comments.ofForward, ...(body === null ? [] : [body])].sort(
    (left, right) => left.start - right.start,
  );
  const above = [...declared, ...inOrder.map((one) => written(one, indent))];
  const value = written(result, indent);
  const isSafe = isWhole || isOperandAt(file, result);
  return [
    ...(above.length === 0
      ? []
      : [
          {
            range: { start: statement.start, end: statement.start },
            text: `${above.join(`\n${indent}`)}\n${indent}`,
          },
        ]),
    { range: call, text: isSafe ? value : `(${value})` },
  ];
}
