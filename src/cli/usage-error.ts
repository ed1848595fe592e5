/** Thrown at what is wrong with the command line, with a sentence for the person who wrote it. */
export class UsageError extends Error {}
