import type { DetailedHTMLProps, HTMLAttributes } from "react";

type ToolkitElement = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
  readonly appearance?: string;
  readonly value?: string;
  readonly disabled?: true | undefined;
};

declare module "react" {
  // biome-ignore lint/style/noNamespace: this is how React lets its elements be extended.
  namespace JSX {
    interface IntrinsicElements {
      "vscode-button": ToolkitElement;
      "vscode-checkbox": ToolkitElement;
      "vscode-dropdown": ToolkitElement & { readonly position?: "above" | "below" };
      "vscode-option": ToolkitElement;
      "vscode-progress-ring": ToolkitElement;
      "vscode-text-field": ToolkitElement & { readonly placeholder?: string };
    }
  }
}
