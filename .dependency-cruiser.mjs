// The arrows of ARCHITECTURE.md, enforced. Nothing is decided here.
import { readArrows, readHomes, readRooms } from "./scripts/architecture.mjs";

const folderOf = (layer) => (/^webview(\/|$)/.test(layer) ? layer : `src/${layer}`);
const inside = (folders) => `^(${folders.join("|")})/`;

/** Forbids each of these folders to import those of the others that its row does not allow. */
function rulesOf(arrows) {
  return Object.entries(arrows).map(([name, allowed]) => {
    const isOpen = (other) => other === name || allowed.includes(other);
    return {
      name: `arrows-of-${name.replace("/", "-")}`,
      severity: "error",
      from: { path: inside([folderOf(name)]) },
      to: {
        path: inside(
          Object.keys(arrows)
            .filter((other) => !isOpen(other))
            .map(folderOf),
        ),
      },
    };
  });
}

/** Rooms are held only against the rooms of their own layer; the rest is the layer's row. */
const rooms = Object.entries(readRooms());
const layers = new Set(rooms.map(([room]) => room.split("/")[0]));
const roomRules = [...layers].flatMap((layer) =>
  rulesOf(Object.fromEntries(rooms.filter(([room]) => room.startsWith(`${layer}/`)))),
);

const homeRules = Object.entries(readHomes()).map(([name, home]) => ({
  name: `home-of-${name}`,
  severity: "error",
  from: { path: inside(["src", "webview"]), pathNot: inside([home]) },
  // Resolved to its files, or, like `vscode`, to nothing but its name.
  to: {
    path: ["", "node_modules/", "node_modules/@types/"].map((folder) => `^${folder}${name}(/|$)`),
    pathNot: "^(src|webview)/",
  },
}));

export default {
  forbidden: [
    ...rulesOf(readArrows()),
    ...roomRules,
    ...homeRules,
    {
      name: "protocol-is-types-only",
      severity: "error",
      from: { path: "^src/protocol/" },
      to: { path: "^src/", pathNot: "^src/protocol/", dependencyTypesNot: ["type-only"] },
    },
    {
      // Types included.
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      // The benchmarks' opponents are installed only where they are raced.
      name: "resolvable",
      severity: "error",
      from: { pathNot: "^test/bench/peers/" },
      to: { couldNotResolve: true, pathNot: "^(vscode|virtual:(nn|snippet)-sources)$" },
    },
    {
      name: "no-tests-in-the-product",
      severity: "error",
      from: { path: "^(src|webview)/" },
      to: { path: "^(test|scripts)/" },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^dist/"] },
    exclude: { path: "^(test/fixtures|src/kernel/.*\\.d\\.ts)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "browser", "default"],
    },
    skipAnalysisNotInRules: true,
  },
};
