import ts from "typescript";

interface ModelWithInput {
  readonly name: string;
  /** `1, 3, 224, 224` */
  readonly sizes: string;
}

/** The classes of a file that have an `exampleInput`, or inherit one, and need no arguments. */
export function modelsWithInput(text: string): readonly ModelWithInput[] {
  const file = ts.createSourceFile("models.ts", text, ts.ScriptTarget.ESNext, true);
  const classes = file.statements.filter(ts.isClassDeclaration);
  const byName = new Map(classes.map((one) => [one.name?.text ?? "", one]));
  return [...byName].flatMap(([name, one]) => {
    const line = lineageOf(one, byName);
    const sizes = line.map(exampleInput).find((found) => found !== undefined);
    const maker = line.map(constructorOf).find((found) => found !== undefined);
    const needs = maker?.parameters.some(({ initializer }) => initializer === undefined) ?? false;
    const isAbstract = ts.getModifiers(one)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
    return sizes === undefined || needs || isAbstract === true ? [] : [{ name, sizes }];
  });
}

/** The class, and those of the file that it inherits from. */
function lineageOf(
  one: ts.ClassDeclaration,
  byName: ReadonlyMap<string, ts.ClassDeclaration>,
): readonly ts.ClassDeclaration[] {
  const heritage = one.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const parent = byName.get(heritage?.types[0]?.expression.getText() ?? "");
  return parent === undefined ? [one] : [one, ...lineageOf(parent, byName)];
}

function exampleInput({ members }: ts.ClassDeclaration): string | undefined {
  const field = members
    .filter(ts.isPropertyDeclaration)
    .find(({ name }) => name.getText() === "exampleInput");
  return field?.initializer?.getText().slice(1, -1);
}

function constructorOf({ members }: ts.ClassDeclaration): ts.ConstructorDeclaration | undefined {
  return members.find(ts.isConstructorDeclaration);
}
