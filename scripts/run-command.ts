import { spawn } from "node:child_process";
import { root } from "./root.ts";

/** Runs a command to its end, shows its output, and throws if it fails. */
export async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const status = await exitCode(command, args, env);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed (${status}).`);
}

/** Runs a command to its end, shows only its error output, and throws if it fails. */
export async function runQuietly(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const status = await new Promise((resolve) => child.on("error", resolve).on("close", resolve));
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed (${status}).`);
}

/** Runs a command to its end and shows its output. A command that does not exist counts as failed. */
export function exitCode(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: "inherit" });
    child.on("error", () => resolve(127));
    child.on("close", (status) => resolve(status ?? 1));
  });
}
