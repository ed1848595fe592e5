import type { ClientCapabilities } from "vscode-languageserver";

/** What the client can do beyond the basics. */
export interface ClientAbilities {
  /** It requests diagnostics itself; otherwise they are pushed. */
  readonly pullDiagnostics: boolean;
  /** It asks for the documentation of the completion that is looked at. */
  readonly resolvesDocumentation: boolean;
  readonly watchesFiles: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
}

export function clientAbilities({ textDocument, workspace }: ClientCapabilities): ClientAbilities {
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    resolvesDocumentation:
      textDocument?.completion?.completionItem?.resolveSupport?.properties.includes("documentation") === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
  };
}
