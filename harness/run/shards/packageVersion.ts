import { createRequire } from "node:module";

/** The version of the package, which finds itself under its own name, built or not. */
export function packageVersion(): string {
  const { version } = createRequire(import.meta.url)("planproof/package.json") as { version: string };
  return version;
}
