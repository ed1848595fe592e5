// The arrows of ARCHITECTURE.md, enforced. Nothing is decided here.
import { readArrows, readHomes } from "./scripts/architecture.mjs";

const arrows = readArrows();
const layers = Object.keys(arrows);

const folderOf = (layer) => (layer === "webview" ? "webview" : `src/${layer}`);
const inside = (folders) => `^(${folders.join("|")})/`;

const arrowRules = layers.map((layer) => {
  const allowed = [layer, ...arrows[layer]];
  const forbidden = layers.filter((other) => !allowed.includes(other));
  return {
    name: `arrows-of-${layer}`,
    severity: "error",
    from: { path: inside([folderOf(layer)]) },
    to: { path: inside(forbidden.map(folderOf)) },
  };
});

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
    ...arrowRules,
    ...homeRules,
    {
      name: "protocol-is-types-only",
      severity: "error",
      from: { path: "^src/protocol/" },
      to: { path: "^src/", pathNot: "^src/protocol/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(vscode|virtual:nn-sources)$" },
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
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
    skipAnalysisNotInRules: true,
  },
};
