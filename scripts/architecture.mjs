// The tables of ARCHITECTURE.md as data. Plain JavaScript, because dependency-cruiser's configuration reads them.
import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../ARCHITECTURE.md", import.meta.url), "utf8");

/** From a layer to the layers that it may import besides itself. */
export function readArrows() {
  return Object.fromEntries(arrowRows().filter(([name]) => !isRoom(name)));
}

/** From a room, a folder of a layer such as `analyzer/values`, to the rooms of its layer that it may import. */
export function readRooms() {
  return Object.fromEntries(arrowRows().filter(([name]) => isRoom(name)));
}

function arrowRows() {
  return readTable("arrows").map(([name, allowed]) => [
    name,
    allowed === "nothing" ? [] : allowed.split(" "),
  ]);
}

function isRoom(name) {
  return name.includes("/");
}

/** From an npm package to the one folder that may import it. */
export function readHomes() {
  return Object.fromEntries(readTable("homes"));
}

/**
 * A pair for each name of a row's first cell, below the heading of the table between `<!-- name -->` and
 * `<!-- /name -->`, with the row's second cell.
 */
function readTable(name) {
  const table = text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0];
  if (table === undefined) throw new Error(`ARCHITECTURE.md has no table ${name}.`);
  const lines = table.trim().split("\n").slice(2);
  return lines.flatMap((line) => {
    const [names, value] = line.split("|").slice(1, -1);
    return names
      .trim()
      .split(" ")
      .map((name) => [name, value.trim()]);
  });
}
