import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../scripts/root.ts";
import { figuresOf, type Held, type NetFigures } from "./held.ts";

/**
 * Files that say something else than the net of their row, because something was missing when they were written: fusion weights, the
 * PReLUs, the normalisation of responses; PSPNet's gives its auxiliary map, too. Their nets are held as the project writes them.
 */
const rewritten: readonly string[] = ["bifpn.ts", "convnext-v2.ts", "mobile-face-net.ts", "psp-net.ts"];

/** Each row of the ports' table, whose nets are whole files. */
export function holdPorts(truth: string): readonly Held[] {
  const folder = `${truth}/ports`;
  const lines = readFileSync(`${folder}/README.md`, "utf8").split("\n");
  return lines.filter((line) => /^\| \w[\w-]*\.ts /.test(line)).map((line) => holdRow(folder, line));
}

function holdRow(folder: string, line: string): Held {
  const [file = "", net = "", parameters = "", macs = ""] = line
    .split("|")
    .slice(1)
    .map((cell) => cell.trim());
  const own = join(root, `test/fixtures/executed/port-${file}`);
  const { errors, models } = figuresOf(rewritten.includes(file) ? own : `${folder}/${file}`);
  const costs = cells(macs);
  const lacking = cells(parameters).filter(
    (count, index) => !models.some((model) => isOf(model, count, costs[index])),
  );
  const counted = models.map((model) => `${model.parameters} with ${model.macs} MACs`).join("; ");
  const faults = errors.length > 0 ? `errors ${errors.join()}; ` : "";
  const isFine = faults === "" && lacking.length === 0;
  return {
    net,
    difference: isFine ? null : `${faults}no model has ${lacking.join("; ")} parameters of (${counted})`,
  };
}

/** `3,913,536; 1,738,572ᵖ` and `0.43; 4.246; 9.074 G` as texts of digits. */
function cells(cell: string): readonly string[] {
  return cell
    .replace(/ G$/, "")
    .split(";")
    .map((part) => part.replace(/[^\d.]/g, ""));
}

/** Where no cost is given, the parameters decide alone; one with a point is rounded and in G. */
function isOf(model: NetFigures, parameters: string, cost = ""): boolean {
  if (String(model.parameters) !== parameters) return false;
  const [, decimals] = cost.split(".");
  if (cost === "" || model.macs === null) return cost === "";
  return decimals === undefined
    ? String(model.macs) === cost
    : (model.macs / 1e9).toFixed(decimals.length) === cost;
}
