import { compileGlob, matchGlob } from "../policies/language/glob.js";
import { isAt } from "./onlyTo.js";
import type { Target } from "./target.js";

/** Whether a pattern names a principal, by its address as reports show it or what follows its `#`, or by its ARN. */
export function namesPrincipal(pattern: string, target: Pick<Target, "address" | "principal">): boolean {
  if (isAt(pattern, target)) return true;
  const glob = compileGlob(pattern);
  return [target.address.resource ?? target.address.source, target.principal].some((name) =>
    matchGlob(glob, name),
  );
}
