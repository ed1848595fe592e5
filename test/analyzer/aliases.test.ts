import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../src/analyzer/index.ts";
import { authorHost } from "./author-host.ts";

interface Case {
  readonly import: string;
  /** The files of the project beside the model, by their paths in it. */
  readonly files: Readonly<Record<string, string>>;
  /** How many channels come from the import; null where it is not read. */
  readonly channels: number | null;
  /** Files that decide it, beside what is imported. */
  readonly settings?: readonly string[];
}

const [eight, nine] = ["export const channels = 8;", "export const channels = 9;"];

const cases: Readonly<Record<string, Case>> = {
  "paths with a star, among comments and commas": {
    import: "@/sizes",
    files: {
      "tsconfig.json": `{ // of the project
        "compilerOptions": { "paths": { "@/*": ["./src/*"], }, },
      }`,
      "src/sizes.ts": eight,
    },
    channels: 8,
    settings: ["tsconfig.json"],
  },
  "the pattern that fits best, and the first of its files that is there": {
    import: "lib/sizes",
    files: {
      "tsconfig.json": `{ "compilerOptions": { "paths": { "*": ["./other/*"], "lib/*": ["./none/*", "./lib/*.js"] } } }`,
      "lib/sizes.ts": eight,
      "other/lib/sizes.ts": nine,
    },
    channels: 8,
  },
  "a name without a star before one with it": {
    import: "sizes",
    files: {
      "tsconfig.json": `{ "compilerOptions": { "paths": { "siz*": ["./b.ts"], "sizes": ["./a"] } } }`,
      "a/index.ts": eight,
      "b.ts": nine,
    },
    channels: 8,
  },
  "paths from a base URL, and files below it by their own names": {
    import: "nets/sizes",
    files: {
      "tsconfig.json": `{ "compilerOptions": { "baseUrl": "./source", "paths": { "other": ["./x"] } } }`,
      "source/nets/sizes.ts": eight,
    },
    channels: 8,
  },
  "settings that extend others, whose paths are relative to them": {
    import: "@sizes",
    files: {
      "tsconfig.json": `{ "extends": ["./none.json", "./shared/base"], "compilerOptions": { "strict": true } }`,
      "shared/base.json": `{ "extends": "../tsconfig.json", "compilerOptions": { "paths": { "@sizes": ["./sizes.ts"] } } }`,
      "shared/sizes.ts": eight,
    },
    channels: 8,
    settings: ["tsconfig.json", "none.json", "shared/base.json"],
  },
  "a project that only names others": {
    import: "~/sizes",
    files: {
      "tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tools" }] }`,
      "tsconfig.app.json": `{ "compilerOptions": { "paths": { "~/*": ["./app/*"] } } }`,
      "app/sizes.ts": eight,
    },
    channels: 8,
  },
  "JavaScript's settings": {
    import: "@sizes",
    files: {
      "jsconfig.json": `{ "compilerOptions": { "paths": { "@sizes": ["./sizes"] } } }`,
      "sizes.js": eight,
    },
    channels: 8,
  },
  "imports of the package, by conditions": {
    import: "#lib/sizes",
    files: {
      "package.json": `{ "imports": { "#lib/*": { "browser": "./none/*.js", "default": ["./lib/*.js"] } } }`,
      "lib/sizes.ts": eight,
    },
    channels: 8,
    settings: ["package.json"],
  },
  "JSON by such a name": {
    import: "@/sizes.json",
    files: {
      "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }`,
      "sizes.json": `{ "channels": 8 }`,
    },
    channels: 8,
  },
  "a file that is not there": {
    import: "@/none",
    files: { "tsconfig.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }` },
    channels: null,
    settings: ["tsconfig.json"],
  },
  "settings that are no JSON, or of other kinds": {
    import: "@/sizes",
    files: {
      "tsconfig.json": `{ "references": [1, { "path": 2 }], "extends": 3, "compilerOptions": { "paths": ["@/*" `,
      "package.json": `{ "imports": "#" }`,
      "sizes.ts": eight,
    },
    channels: null,
  },
};

describe("names that a project gives to its files", () => {
  for (const [name, { import: specifier, files, channels, settings }] of Object.entries(cases))
    it(name, () => {
      const model = `import { nn, randn } from "cnn-blocks"; import { channels } from "${specifier}";
const y = new nn.Conv2d(3, channels, 3)(randn(1, 3, 8, 8));`;
      const placed = Object.entries(files).map(([path, text]) => [`/project/${path}`, text]);
      const host = authorHost({ ...Object.fromEntries(placed), "/project/nets/deep/model.ts": model });
      const { models, problems, dependencies } = analyze(host, "/project/nets/deep/model.ts");
      const [output] = models.map(({ graph }) => graph.nodes.at(-1)?.shape[1]);
      assert.equal(typeof output === "number" ? output : null, channels);
      assert.deepEqual(
        problems.map(({ code }) => code),
        channels === null ? ["unread-package"] : [],
      );
      const isSettings = (path: string) => !/sizes|\/index/.test(path);
      if (settings !== undefined)
        assert.deepEqual(
          dependencies.filter(isSettings),
          settings.map((path) => `/project/${path}`),
        );
    });
});
