import type { Report } from "../run/report.js";

const nouns: readonly (readonly [RegExp, string])[] = [
  [/(^|[#.])aws_iam_role\.[^.]+$/, "role"],
  [/(^|[#.])aws_iam_user\.[^.]+$/, "user"],
  [/(^|[#.])aws_iam_group\.[^.]+$/, "group"],
];

/** What was looked at, in one line: `3 properties on 4 roles with 7 policies in create.plan.json`. */
export function describeTargets({ counts, targets, sources }: Report): string {
  const kinds = new Set(targets.map(({ address }) => nounOf(address)));
  const noun = kinds.size === 1 ? [...kinds][0]! : "target";
  const where =
    sources.length === 0 || sources.length > 3 ? many(sources.length, "source") : sources.join(", ");
  const properties = many(counts.properties, "property", "properties");
  const policies = many(counts.policies, "policy", "policies");
  return `${properties} on ${many(counts.targets, noun)} with ${policies}${sources.length === 0 ? "" : ` in ${where}`}`;
}

/** `1 role`, `2 roles`. */
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`;

const nounOf = (address: string): string =>
  nouns.find(([pattern]) => pattern.test(address.replace(/\[.*\]$/, "")))?.[1] ?? "target";
