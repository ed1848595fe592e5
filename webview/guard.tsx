import { Component, type ReactNode } from "react";
import { Button } from "./controls/index.ts";

interface GuardProps {
  readonly children: ReactNode;
  readonly onFault: (message: string) => void;
}

interface GuardState {
  readonly fault: string | null;
}

/**
 * Stands in for a page that failed, so that a fault of ours is read and left again. React asks for a class
 * here.
 */
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
        <p>This is a fault of CNN Blocks, not of your model.</p>
        <pre>{this.state.fault}</pre>
        <Button onClick={() => this.setState({ fault: null })}>Draw it again</Button>
      </div>
    );
  }
}
