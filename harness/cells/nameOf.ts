import { memoizeByKey } from "../../generators/near/memoizeByKey.js";

/** `DescribeInstances` of `ec2:DescribeInstances`. */
export const nameOf = (action: string): string => action.slice(action.indexOf(":") + 1);

/** `Describe` of `ec2:DescribeInstances`. */
export const verbOf = memoizeByKey(
  (action: string): string => /^[A-Z]?[a-z]+/.exec(nameOf(action))?.[0] ?? "",
);

/** `Instance` of `ec2:DescribeInstances`; empty where a name has one word. */
export const objectOf = memoizeByKey(
  (action: string): string => /^[A-Z][a-z]+([A-Z]\w*)$/.exec(nameOf(action))?.[1]?.replace(/s$/, "") ?? "",
);

/** Whether an action matches one pattern. */
export function actionMatcher(pattern: string): (action: string) => boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  const expression = new RegExp(`^${source}$`, "is");
  return (action) => expression.test(action);
}
