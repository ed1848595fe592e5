import ts from "typescript";
import type { Mutation } from "./mutants.ts";
import type { Random } from "./random.ts";

/** All places where a file can be written as in PyTorch, or with an image's channels last as in TensorFlow. */
export function spellingsOf(path: string, text: string): readonly ((random: Random) => Mutation)[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(...spellingsAt(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((mutation) => () => mutation);
}

function spellingsAt(node: ts.CallExpression | ts.NewExpression, file: ts.SourceFile): readonly Mutation[] {
  const callee = node.expression.getText(file);
  const given: readonly ts.Expression[] = node.arguments ?? [];
  const last = given.at(-1);
  const found: Mutation[] = [];
  const replace = (one: ts.Node, text: string, what: string) =>
    found.push({ what, start: one.getStart(file), end: one.end, text });
  const [batch, channels, height, width] = given.map((one) => one.getText(file));
  const [first] = given;
  if (callee === "randn" && first !== undefined && last !== undefined && given.length === 4)
    found.push({
      what: "channels last",
      start: first.getStart(file),
      end: last.end,
      text: [batch, height, width, channels].join(", "),
    });
  if (last !== undefined && ts.isObjectLiteralExpression(last) && /^nn\.\w+$/.test(callee)) {
    for (const { name } of last.properties) {
      const snake = name?.getText(file).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (name !== undefined && snake !== undefined && snake !== name.getText(file))
        replace(name, snake, `${snake} for an option`);
    }
    const plain = last.properties.filter(ts.isPropertyAssignment);
    const values = plain.map(({ initializer }) => initializer.getText(file));
    // PyTorch's order begins with the stride and the padding.
    const order = plain.map(({ name }) => name.getText(file)).join(" ");
    if (values.length === last.properties.length && /^stride( padding)?$/.test(order))
      replace(last, values.join(", "), "options one by one");
  }
  const torch = /^F\.(?:relu|softmax|sigmoid)$/.exec(callee)?.[0];
  if (torch !== undefined) replace(node.expression, torch.replace("F.", "torch."), "torch for F");
  if (callee.startsWith("nn.") && ts.isNewExpression(node))
    found.push({
      what: "new left out",
      start: node.getStart(file),
      end: node.expression.getStart(file),
      text: "",
    });
  return found;
}
