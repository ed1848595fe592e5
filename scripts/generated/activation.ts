import { modelLanguages } from "../../src/extension/model-languages.ts";
import type { GeneratedJson } from "./generated.ts";

export const activationEvents: GeneratedJson = {
  file: "package.json",
  path: ["activationEvents"],
  make: () => [
    ...modelLanguages.map((language) => `onLanguage:${language}`),
    "onWebviewPanel:cnnBlocks.preview",
  ],
};
