import { type Problem, usageProblem } from "../problem.js";

/** The oldest version of Node that has what planproof uses, as package.json says. */
const oldest = [20, 19] as const;

/** What is wrong with a version of Node, such as `18.20.8`; undefined for one that is new enough. */
export function nodeFault(version: string): Problem | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return usageProblem(
    `Node ${oldest.join(".")} or newer is needed`,
    `this is Node ${version}: install a newer one`,
  );
}
