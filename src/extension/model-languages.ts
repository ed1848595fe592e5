/** The languages that models are written in, by VS Code's names. `package.json` activates the extension for each. */
export const modelLanguages = ["typescript", "typescriptreact", "javascript", "javascriptreact"] as const;
