import { useElement } from "./elements.ts";

export function ProgressRing({ label }: { readonly label: string }) {
  // The toolkit names each one "Loading" when it is made.
  const ref = useElement<HTMLElement>({ ariaLabel: label }, {});
  return <vscode-progress-ring ref={ref} />;
}
