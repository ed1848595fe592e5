/** A request about the last run. The answer is null if another model has run since: node ids only mean something within one model. */
export interface OfRun {
  /** Of the document that ran. */
  readonly version: string;
}
