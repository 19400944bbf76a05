import { spawnSync } from "node:child_process";
import { ask } from "./ask.js";

/** The commands that an output says to run, in the lines that say `replay`. */
export const replaysIn = (output: string): readonly string[] =>
  [...output.matchAll(/^ +replay +(.*)$/gm)].map(([, command]) => command!);

/** Runs a printed command: a shell takes it apart, and what it gives to `npx planproof` is asked in this process. */
export async function replayed(command: string, cwd: string): Promise<unknown> {
  const script = `npx() { shift; for word; do printf '%s\\0' "$word"; done; printf '\\1'; cat; }; ${command}`;
  const { stdout, status } = spawnSync("sh", ["-c", script], { encoding: "utf8", input: "", cwd });
  const [words = "", input = ""] = stdout.split("\u0001");
  if (status !== 0) throw new Error(`the shell refuses: ${command}`);
  const argv = words.split("\0").slice(0, -1);
  const answer = await ask([...argv, "--format", "json"], { cwd, input });
  return (JSON.parse(answer.stdout) as { readonly decision: unknown }).decision;
}
