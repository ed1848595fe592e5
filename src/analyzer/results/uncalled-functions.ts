import { beginCall } from "../../ir/index.ts";
import type { SourceFile } from "../program/source-file.ts";
import { guarded } from "../run/arms/guarded.ts";
import { beginModel, callFunction } from "../run/call.ts";
import { asStated, type Machine } from "../run/machine.ts";
import { statesIn } from "../run/recipes/tensor-states.ts";
import { type ParsedFile, placeOf } from "../syntax/index.ts";
import { newModuleState, newObject } from "../values/containers.ts";
import type { FunctionValue, ObjectValue, Value } from "../values/value.ts";
import { callOnAssumed } from "./assumed-call.ts";
import type { ModelCall } from "./models.ts";
import { statedArguments } from "./stated-inputs.ts";
import {
  signatureOfFunction,
  slotsOfFunction,
  type TensorFunction,
  tensorFunctions,
} from "./tensor-functions.ts";

/**
 * Functions over tensors that are never called: models where a comment states their input, else only followed with
 * symbols for what is known of their inside.
 */
export function uncalledFunctions(m: Machine, file: SourceFile): readonly ModelCall[] {
  return tensorFunctions(file.parsed).flatMap((declared) => {
    const fn = functionOf(file, declared);
    if (fn === undefined) return [];
    const inputs = statedArguments(
      m,
      file.parsed,
      declared.statement,
      signatureOfFunction(file.parsed, declared),
    );
    if (inputs !== undefined) return modelOf(m, file, declared, fn, inputs);
    if (!m.called.has(fn.code)) follow(m, file.parsed, declared, fn);
    return [];
  });
}

function functionOf({ code, scope }: SourceFile, { name }: TensorFunction): FunctionValue | undefined {
  const slot = code.names.slots.get(name.text);
  const value = slot === undefined ? undefined : scope?.slots[slot];
  return value?.kind === "function" ? value : undefined;
}

/** A function is no module: what stands for its root holds the file's modules under their variables' names. */
function modelOf(
  m: Machine,
  file: SourceFile,
  declared: TensorFunction,
  fn: FunctionValue,
  inputs: readonly Value[],
): readonly ModelCall[] {
  const root = newObject(m, fileModules(file), null, newModuleState(null));
  const outer = m.modelScope;
  beginModel(m);
  m.modelScope = beginCall(root, null);
  try {
    const statesBefore = statesIn(m, inputs);
    const output = asStated(m, () => guarded(m, () => callFunction(m, fn, { kind: "undefined" }, inputs)));
    if (output === undefined) return [];
    const [nameRange, declaration] = [
      placeOf(file.parsed, declared.name),
      placeOf(file.parsed, declared.statement),
    ];
    const states = { statesBefore, statesAfter: statesIn(m, [output]) };
    const call = { root, inputs, output, frame: null, applied: m.applied, ...states };
    return [
      {
        call,
        inputFrom: "comment",
        symbolic: false,
        fn: { name: fn.code.name, nameRange, declaration, slots: slotsOfFunction(file.parsed, declared) },
      },
    ];
  } finally {
    m.modelScope = outer;
  }
}

function fileModules({ code, scope }: SourceFile): Map<string, Value> {
  const modules = new Map<string, Value>();
  for (const [name, slot] of code.names.slots) {
    const value: Value | undefined = scope?.slots[slot];
    if (value?.kind === "object" && value.module !== null) modules.set(name, value as ObjectValue);
  }
  return modules;
}

/** Runs the function with what its parameters' types allow; facts are kept for the function only. */
function follow(
  m: Machine,
  file: ParsedFile,
  { statement, fn: node }: TensorFunction,
  fn: FunctionValue,
): void {
  const { start, end } = placeOf(file, statement);
  const calls = m.rootCalls.length;
  m.observed = { start, end };
  try {
    const signature = { file, parameters: node.parameters, around: [node] };
    callOnAssumed(m, { signature, call: (args) => callFunction(m, fn, { kind: "undefined" }, args) }, null);
  } finally {
    m.observed = null;
    m.rootCalls.length = calls;
  }
}
