/** Thrown if the command line is wrong. Its message is a sentence for the user. */
export class UsageError extends Error {}
