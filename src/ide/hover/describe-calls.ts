import { type ModuleFact, methodNameAt } from "../../analyzer/index.ts";
import { printShape } from "../../ir/index.ts";
import { shapeOf } from "../view/node-title.ts";
import type { View } from "../view/view.ts";
import { flowLine } from "./describe-module.ts";
import { code, type Hover, limited } from "./markdown.ts";

const shownCalls = 8;

/** The shapes of all calls of a class's forward, with the paths of the modules that were called. */
export function hoverOfForward(view: View, offset: number): Hover | null {
  const method = methodNameAt(view.parsed(), "forward", offset);
  const rows = method === null ? [] : callRows(view, method.className);
  if (method === null || rows.length === 0) return null;
  const heading = `**${code(`${method.className}.forward`)}** ${rows.length === 1 ? "has one call" : `has ${rows.length} different calls`}:`;
  return {
    range: method.range,
    markdown: [
      heading,
      "",
      ...limited(
        rows.map((row) => `- ${row}`),
        shownCalls,
      ),
    ].join("\n"),
  };
}

/** The instances of a class that stand in models as parts, each with its shapes. */
export function instanceRows(view: View, className: string): readonly string[] {
  const modules = modulesOf(view, className);
  return [...new Set(modules.flatMap((module) => rowsOf(view, module)))];
}

export function instanceList(view: View, className: string): string | null {
  const rows = instanceRows(view, className).map((row) => `- ${row}`);
  if (rows.length === 0) return null;
  return `${rows.length} ${rows.length === 1 ? "instance" : "instances"} in models:\n\n${limited(rows, shownCalls).join("\n")}`;
}

function callRows(view: View, className: string): readonly string[] {
  const own = view.analysis.models
    .filter((model) => model.className === className && model.graph.inputs.length > 0)
    .map(({ graph, name }) => {
      const words = (ids: readonly number[]) => ids.map((id) => printShape(shapeOf(graph, id))).join(", ");
      const outputs = graph.outputs.length === 0 ? "unknown" : code(words(graph.outputs));
      return `${code(words(graph.inputs))} → ${outputs} ${name}`;
    });
  return [...new Set([...own, ...instanceRows(view, className)])];
}

function modulesOf({ analysis }: View, className: string): readonly ModuleFact[] {
  const all = analysis.facts.flatMap(({ values }) => values);
  const modules = all.filter(
    (value): value is ModuleFact => value.kind === "module" && value.className === className,
  );
  return [...new Set(modules)];
}

function rowsOf(view: View, { calls, places }: ModuleFact): readonly string[] {
  const parts = places.filter(({ path }) => path !== "");
  const where = parts.map(({ model, path }) => `${code(path)} of ${view.model(model).name}`).slice(0, 2);
  return where.length === 0
    ? []
    : calls.flatMap(({ inputs, outputs }) => {
        const flow = flowLine(inputs, outputs);
        return flow === null ? [] : [`${flow} ${where.join(", ")}`];
      });
}
