import type { Range } from "../../base/index.ts";
import type { SourceFile } from "../program/source-file.ts";
import type { RootCall } from "../run/records.ts";
import { namesOfInitializers } from "../syntax/index.ts";
import { printText } from "../values/print.ts";
import { lineage } from "../values/prototype.ts";
import { tensorsIn } from "../values/tensors-in.ts";
import type { Frame, ObjectValue, Value } from "../values/value.ts";
import { type ModuleTree, moduleTree } from "./module-tree.ts";

/** The variable that a model is named by. */
export interface ModelName {
  /** `net`, `nets[1]`, `heads.cls`: an expression at the end of the file, or a local variable of a function. */
  readonly variable: string;
  /** Whether the expression gives the module itself, and not what came out of it. */
  readonly isHeld: boolean;
}

/** The names of a file's models. */
export interface ModelNames {
  readonly variables: ReadonlyMap<RootCall, ModelName>;
  classOf(root: ObjectValue): string;
}

/**
 * What the author calls each model: the file's variable that holds the module, or its output, alone or in an array or
 * object; else the name that the text gives to its construction or call, as in a function's local variable.
 */
export function nameModels(file: SourceFile, calls: readonly RootCall[]): ModelNames {
  const held = heldValues(file);
  return { variables: variablesOf(file, calls, held), classOf: (root) => nameOfClass(root, held) };
}

/** A class without a name, such as what a mixin returns, goes by its variable, else by the class that it extends. */
function nameOfClass({ class: cls }: ObjectValue, held: ReadonlyMap<unknown, string>): string {
  if (cls === null) return "Module";
  for (const one of lineage(cls)) {
    const name = one.name || held.get(one);
    if (name) return name;
  }
  return "Module";
}

function variablesOf(
  file: SourceFile,
  calls: readonly RootCall[],
  held: ReadonlyMap<unknown, string>,
): ReadonlyMap<RootCall, ModelName> {
  const names = new Map<RootCall, ModelName>();
  for (const call of calls) {
    const [module, output] = [held.get(call.root), nameOfOutput(held, call)];
    if (module !== undefined) names.set(call, { variable: module, isHeld: true });
    else if (output !== undefined) names.set(call, { variable: output, isHeld: false });
  }
  const unnamed = calls.filter((call) => !names.has(call));
  if (unnamed.length === 0) return names;
  const [modules, written] = [heldModules(held), namesOfInitializers(file.parsed)];
  for (const call of unnamed) {
    const variable = nameInModule(modules, call.root) ?? nameInText(written, file.parsed.path, call);
    if (variable !== undefined) names.set(call, { variable, isHeld: false });
  }
  return names;
}

function nameOfOutput(held: ReadonlyMap<unknown, string>, { output }: RootCall): string | undefined {
  const whole = held.get(output);
  if (whole !== undefined) return whole;
  const [first] = tensorsIn(output);
  return first === undefined ? undefined : held.get(first.made);
}

const deepest = 3;
const widest = 64;

/** Expressions for what the file's variables hold; a variable itself before its parts. */
function heldValues({ code, scope }: SourceFile): ReadonlyMap<unknown, string> {
  const names = new Map<unknown, string>();
  let layer = [...code.names.slots]
    .filter(([name]) => name !== "default")
    .map(([name, slot]) => [name, scope?.slots[slot]] as const);
  for (let depth = 0; depth < deepest && layer.length > 0; depth++) {
    for (const [name, value] of layer) {
      const identity = identityOf(value);
      if (identity !== undefined && !names.has(identity)) names.set(identity, name);
    }
    layer = layer.flatMap(([name, value]) => partsOf(name, value));
  }
  return names;
}

const namedAsWhole: ReadonlySet<Value["kind"]> = new Set(["object", "array", "map", "set", "class"]);

function identityOf(value: Value | undefined): unknown {
  if (value?.kind === "tensor") return value.made;
  return value !== undefined && namedAsWhole.has(value.kind) ? value : undefined;
}

function partsOf(name: string, value: Value | undefined): readonly (readonly [string, Value])[] {
  if (value?.kind === "array")
    return value.elements.slice(0, widest).map((element, index) => [`${name}[${index}]`, element] as const);
  if (value?.kind === "map")
    return [...value.entries.values()]
      .slice(0, widest)
      .map(([key, part]) => [`${name}.get(${keyText(key)})`, part] as const);
  const isHolder = value?.kind === "class" || (value?.kind === "object" && value.module === null);
  if (!isHolder) return [];
  return [...value.properties]
    .slice(0, widest)
    .map(([key, part]) => [`${name}${access(key)}`, part] as const);
}

function keyText(key: Value): string {
  return key.kind === "string" ? JSON.stringify(key.text) : printText(key);
}

function access(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** A part of another module that is called by itself: `net.encoder`. */
function nameInModule(modules: readonly HeldModule[], root: ObjectValue): string | undefined {
  for (const { name, tree } of modules) {
    const path = tree().knownPath(root);
    if (path) return `${name}.${path}`;
  }
  return undefined;
}

interface HeldModule {
  readonly name: string;
  /** Made when it is first asked for. */
  tree(): ModuleTree;
}

function heldModules(held: ReadonlyMap<unknown, string>): readonly HeldModule[] {
  return [...held].flatMap(([value, name]) => {
    if (!isModule(value)) return [];
    let tree: ModuleTree | undefined;
    return { name, tree: () => (tree ??= moduleTree(value)) };
  });
}

function isModule(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && "module" in value && value.module !== null;
}

function nameInText(
  written: (range: Range) => string | undefined,
  path: string,
  { root, frame }: RootCall,
): string | undefined {
  const places = [innermost(path, root.module?.frame ?? null), innermost(path, frame)];
  return places.map((place) => place && written(place)).find((name) => name !== undefined);
}

/** The call in this file that is nearest to where it happened. */
function innermost(path: string, frame: Frame | null): Range | undefined {
  let at = frame;
  while (at !== null && at.place.file !== path) at = at.outer;
  return at?.place;
}
