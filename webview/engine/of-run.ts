/** A look at the last run. Null comes back where another model ran since: its nodes have the same numbers. */
export interface OfRun {
  /** Of the document that ran. */
  readonly version: string;
}
