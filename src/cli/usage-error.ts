import type { CliHost } from "./host.ts";

/** Thrown if the command line is wrong. Its message is a sentence for the user. */
export class UsageError extends Error {}

/** The command line makes no sense, or something that it names does not exist. */
const exitUsage = 2;

/** The exit code of `work`. If it throws a UsageError, complains and gives the code for wrong usage. */
export async function explained(
  work: () => number | Promise<number>,
  { complain }: Pick<CliHost, "complain">,
): Promise<number> {
  try {
    return await work();
  } catch (fault) {
    if (!(fault instanceof UsageError)) throw fault;
    complain(`cnn-blocks: ${fault.message}\n`);
    return exitUsage;
  }
}
