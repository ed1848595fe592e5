import type { InputSlot } from "../analysis.ts";
import {
  type DeclaredType,
  declaredType,
  isIdentifier,
  type ParameterDeclaration,
  type ParsedFile,
  textOf,
} from "../syntax/index.ts";
import type { Signature } from "./example-inputs.ts";

/** What the parameters of a forward, or of a function over tensors, take for inputs. */
export function inputSlots({ file, parameters, around }: Signature): readonly InputSlot[] {
  return parameters.map((node) => {
    const type = node.type === undefined ? undefined : declaredType(file, node.type, around);
    const isOptional = (node.initializer ?? node.questionToken ?? node.dotDotDotToken) !== undefined;
    const isRest = node.dotDotDotToken !== undefined;
    return { name: textOf(file, node.name), isRest, isOptional, ...kindOf(file, node, type) };
  });
}

type Kind = Pick<InputSlot, "kind" | "keys">;

function kindOf(file: ParsedFile, node: ParameterDeclaration, type: DeclaredType | undefined): Kind {
  if (type !== undefined && !mentionsTensor(type)) return { kind: "other", keys: [] };
  if (!isIdentifier(node.name)) return patternOf(file, node, type);
  const name = textOf(file, node.name);
  switch (type?.kind) {
    case "list":
      return { kind: "list", keys: [] };
    case "tuple":
      return { kind: "list", keys: type.parts.map((part, index) => part.name ?? `${name}.${index}`) };
    case "record":
      return { kind: "record", keys: tensorsOf(type) };
    case "union":
      return kindOf(file, node, type.options.find(mentionsTensor));
    default:
      return { kind: node.dotDotDotToken === undefined ? "tensor" : "list", keys: [] };
  }
}

/** What the file does not say may be a tensor by another name. */
function mentionsTensor(type: DeclaredType): boolean {
  switch (type.kind) {
    case "tensor":
    case "other":
      return true;
    case "list":
      return mentionsTensor(type.element);
    case "union":
      return type.options.some(mentionsTensor);
    case "tuple":
      return type.parts.some((part) => mentionsTensor(part.type));
    case "record":
      return [...type.members.values()].some((member) => mentionsTensor(member.type));
    default:
      return false;
  }
}

/** `{ image, meta }` has the names of its members, `[left, right]` is a list. */
function patternOf(file: ParsedFile, { name }: ParameterDeclaration, type: DeclaredType | undefined): Kind {
  if (isIdentifier(name)) return { kind: "tensor", keys: [] };
  const keys = name.elements.flatMap((element) => {
    if (!("name" in element) || element.initializer !== undefined) return [];
    const key = element.propertyName ?? element.name;
    return isIdentifier(key) ? [key.text] : [];
  });
  const isRecord = textOf(file, name).startsWith("{");
  return { kind: isRecord ? "record" : "list", keys: type?.kind === "record" ? tensorsOf(type) : keys };
}

function tensorsOf({ members }: Extract<DeclaredType, { kind: "record" }>): readonly string[] {
  return [...members]
    .filter(([, { type, isOptional }]) => type.kind === "tensor" && !isOptional)
    .map(([key]) => key);
}
