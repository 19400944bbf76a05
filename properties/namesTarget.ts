import { compileGlob, matchGlob } from "../policies/language/glob.js";
import type { Target } from "./target.js";
import { printAddress, withoutAccount, withoutSource } from "./targetAddress.js";

/** Whether a pattern matches the address of a target, with or without its source, or the ARN of its principal. */
export function namesTarget(
  pattern: string,
  { address, principal }: Pick<Target, "address" | "principal">,
): boolean {
  const glob = compileGlob(pattern);
  const names = [address, withoutAccount(address)].flatMap((one) => [
    printAddress(one),
    printAddress(withoutSource(one)),
  ]);
  return [...names, principal].some((name) => matchGlob(glob, name));
}
