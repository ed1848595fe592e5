import type { Connection } from "vscode-languageserver";

/** Contains our own bugs: they are logged, and the caller gets an empty answer. */
export interface Boundary {
  readonly log: (fault: unknown) => void;
  /** A handler that answers `nothing` when the given one throws. `what` names it in the log. */
  guarded<A extends readonly unknown[], R>(
    what: string,
    nothing: R,
    handler: (...args: A) => R | Promise<R>,
  ): (...args: A) => Promise<R>;
}

export function createBoundary({ console: log }: Connection): Boundary {
  const report = (what: string, fault: unknown): void => {
    log.error(`${what}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
  };
  return {
    log: (fault) => report("server", fault),
    guarded:
      (what, nothing, handler) =>
      async (...args) => {
        try {
          return await handler(...args);
        } catch (fault) {
          report(what, fault);
          return nothing;
        }
      },
  };
}
