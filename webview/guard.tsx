import { Component, type ReactNode } from "react";
import { Button } from "./controls/index.ts";

interface GuardProps {
  readonly children: ReactNode;
  readonly onFault: (message: string) => void;
}

interface GuardState {
  readonly fault: string | null;
}

/** Shows an error of ours in place of the page, with a way to try again. React requires a class here. */
export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { fault: null };

  static getDerivedStateFromError(error: unknown): GuardState {
    return { fault: String(error) };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFault(String(error));
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return (
      <div className="nothing" role="alert">
        <h1>The preview failed</h1>
        <p>This is a bug in CNN Blocks, not in your model.</p>
        <pre>{this.state.fault}</pre>
        <Button onClick={() => this.setState({ fault: null })}>Try again</Button>
      </div>
    );
  }
}
