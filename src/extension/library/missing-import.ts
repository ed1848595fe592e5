import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  type Disposable,
  languages,
} from "vscode";
import { modelFiles } from "../model-files.ts";

/** TypeScript's codes for a module that it cannot find; the second one blames the settings. */
const cannotFindModule = [2307, 2792];

/** A quick fix that puts the library into the workspace if TypeScript does not find it. */
export function offerLibraryForImport(): Disposable {
  return languages.registerCodeActionsProvider([...modelFiles], provider, {
    providedCodeActionKinds: [CodeActionKind.QuickFix],
  });
}

const provider: CodeActionProvider = {
  provideCodeActions(document, _range, { diagnostics }) {
    const missing = diagnostics.filter(isMissingLibrary);
    if (missing.length === 0) return [];
    const action = new CodeAction("Add the block library to this workspace", CodeActionKind.QuickFix);
    action.diagnostics = missing;
    action.isPreferred = true;
    action.command = { command: "cnnBlocks.addLibrary", title: action.title, arguments: [document.uri] };
    return [action];
  },
};

function isMissingLibrary({ code, message }: Diagnostic): boolean {
  const number = typeof code === "object" ? code.value : code;
  return cannotFindModule.includes(Number(number)) && /['"]cnn-blocks['"]/.test(message);
}
