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

type Kind = Pick<InputSlot, "kind" | "keys" | "optionalKeys">;

function ofKind(
  kind: Kind["kind"],
  keys: readonly string[] = [],
  optionalKeys: readonly string[] = [],
): Kind {
  return { kind, keys, optionalKeys };
}

function kindOf(file: ParsedFile, node: ParameterDeclaration, type: DeclaredType | undefined): Kind {
  if (type !== undefined && !mentionsTensor(type)) return ofKind("other");
  if (!isIdentifier(node.name)) return patternOf(file, node, type);
  const name = textOf(file, node.name);
  switch (type?.kind) {
    case "list":
      return ofKind("list");
    case "tuple":
      return ofKind(
        "list",
        type.parts.map((part, index) => part.name ?? `${name}.${index}`),
      );
    case "record":
      return ofKind("record", tensorsOf(type), tensorsOf(type, true));
    case "union":
      return kindOf(file, node, type.options.find(mentionsTensor));
    default:
      return ofKind(node.dotDotDotToken === undefined ? "tensor" : "list");
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
  if (isIdentifier(name)) return ofKind("tensor");
  const kind = textOf(file, name).startsWith("{") ? "record" : "list";
  if (type?.kind === "record") return ofKind(kind, tensorsOf(type), tensorsOf(type, true));
  const members = name.elements.flatMap((element) => {
    if (!("name" in element)) return [];
    const key = element.propertyName ?? element.name;
    return isIdentifier(key) ? [{ key: key.text, isOptional: element.initializer !== undefined }] : [];
  });
  const namesOf = (isOptional: boolean) =>
    members.flatMap((member) => (member.isOptional === isOptional ? [member.key] : []));
  return ofKind(kind, namesOf(false), kind === "record" ? namesOf(true) : []);
}

function tensorsOf(
  { members }: Extract<DeclaredType, { kind: "record" }>,
  areOptional = false,
): readonly string[] {
  return [...members]
    .filter(([, { type, isOptional }]) => isTensor(type) && isOptional === areOptional)
    .map(([key]) => key);
}

function isTensor(type: DeclaredType): boolean {
  return type.kind === "tensor" || (type.kind === "union" && type.options.some(isTensor));
}
