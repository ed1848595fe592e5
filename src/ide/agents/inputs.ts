import type { Answer } from "../../protocol/index.ts";
import { type AgentTool, answered, refused, type ToolInput, type ToolInputs } from "./agent-tool.ts";

const file = {
  type: "string",
  description: "Path of the TypeScript or JavaScript file, absolute or relative to the workspace folder.",
  required: true,
} as const satisfies ToolInput;

const model = {
  type: "string",
  description: "The model's variable or class. May be left out where the file has one model.",
} as const satisfies ToolInput;

/** Inputs that several tools take. */
export const commonInputs = { file, model };

/** The tool's inputs as JSON Schema. */
export function inputSchema({ inputs }: AgentTool) {
  const entries = Object.entries(inputs);
  return {
    type: "object" as const,
    properties: Object.fromEntries(
      entries.map(([name, { type, description }]) => [name, { type, description }]),
    ),
    required: entries.flatMap(([name, { required }]) => (required ? [name] : [])),
    additionalProperties: false,
  };
}

/** Checks the arguments of a call: an agent may send anything. */
export function readInputs({ name, inputs }: AgentTool, given: unknown): Answer<ToolInputs> {
  const values = typeof given === "object" && given !== null ? Object.entries(given) : [];
  const known = Object.keys(inputs);
  for (const [key, value] of values) {
    const input = inputs[key];
    if (input === undefined) return refused(`${name} takes no "${key}", only ${known.join(", ")}.`);
    if (!isOfType(value, input.type)) return refused(`"${key}" must be ${typeWords[input.type]}.`);
  }
  const byName = new Map(values);
  const missing = known.find((key) => inputs[key]?.required && !byName.has(key));
  if (missing !== undefined) return refused(`${name} needs "${missing}": ${inputs[missing]?.description}`);
  return answered({
    text: (key) => byName.get(key) as string | undefined,
    number: (key) => byName.get(key) as number | undefined,
  });
}

const typeWords = { string: "a string", integer: "a whole number" } as const;

function isOfType(value: unknown, type: ToolInput["type"]): boolean {
  return type === "string" ? typeof value === "string" : Number.isInteger(value);
}
