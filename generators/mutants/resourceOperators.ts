import type { PatternElement, Statement } from "../../policies/language/policyDocument.js";
import { exampleAccount, exampleRegion } from "../../policies/reference/exampleAccount.js";
import { exampleName } from "../../policies/reference/exampleArn.js";
import { arnPartGaps } from "../near/placeholderGap.js";
import { dropEach, editPatterns } from "./editPatterns.js";
import type { MutationContext, MutationOperator } from "./mutationOperator.js";

type Edit = (
  statement: Statement,
  element: PatternElement,
  context: MutationContext,
) => readonly PatternElement[];

const operator = (name: string, slip: string, edit: Edit): MutationOperator => ({
  name,
  part: "resource",
  slip,
  edit: (statement, context) =>
    statement.resource === undefined
      ? []
      : edit(statement, statement.resource, context).map((resource) => ({ ...statement, resource })),
});

const eachPattern = (
  name: string,
  slip: string,
  edits: (pattern: string, statement: Statement) => readonly string[],
): MutationOperator =>
  operator(name, slip, (statement, element) => editPatterns(element, (pattern) => edits(pattern, statement)));

/** The six parts of an ARN pattern that has all of them. */
function partsOf(pattern: string): readonly string[] | undefined {
  const parts = pattern.split(":");
  return parts[0] === "arn" && parts.length >= 6
    ? [...parts.slice(0, 5), parts.slice(5).join(":")]
    : undefined;
}

const eachArn = (
  name: string,
  slip: string,
  edits: (parts: readonly string[], statement: Statement) => readonly (readonly string[])[],
): MutationOperator =>
  eachPattern(name, slip, (pattern, statement) => {
    const parts = partsOf(pattern);
    return parts === undefined ? [] : edits(parts, statement).map((edited) => edited.join(":"));
  });

/** The sixth part of ARNs edited. */
const eachName = (
  name: string,
  slip: string,
  edits: (resource: string) => readonly string[],
): MutationOperator =>
  eachArn(name, slip, (parts) => edits(parts[5]!).map((edited) => parts.with(5, edited)));

/** One part of ARNs replaced where it is as wanted; `*` alone is every ARN of the service. */
const eachPart = (
  name: string,
  slip: string,
  { at, from, to }: { readonly at: number; readonly from: RegExp; readonly to: string },
): MutationOperator =>
  eachPattern(name, slip, (pattern, statement) => {
    const parts = partsOf(pattern === "*" ? serviceArn(statement) : pattern);
    return parts !== undefined && from.test(parts[at]!) ? [parts.with(at, to).join(":")] : [];
  });

/** Every ARN of the service of the first action; `*` where that is not one service. */
function serviceArn({ action: { patterns } }: Statement): string {
  const named = patterns[0]?.split(":")[0]?.toLowerCase();
  return named === undefined || isWild(named) ? "*" : `arn:aws:${named}:*:*:*`;
}

const [partition, region, account] = [1, 3, 4] as const;
const wild = /^\*$/;

/** A resource pattern's type word with its separator, such as `cluster/`, and the name after it. */
function typeAndName(resource: string): readonly [type: string, name: string] {
  const end = resource.search(/[/:]/) + 1;
  return [resource.slice(0, end), resource.slice(end)];
}

const isWild = (text: string): boolean => /[*?]/.test(text);

/**
 * Mistakes in `Resource` and `NotResource`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const resourceOperators: readonly MutationOperator[] = [
  operator("resource-drop", "a resource is deleted from the list", (_, element) =>
    dropEach(element.patterns).map((patterns) => ({ ...element, patterns })),
  ),
  operator("resource-not", "`Resource` is written as `NotResource`, or the other way round", (_, element) => [
    { ...element, negated: !element.negated },
  ]),
  eachName("resource-typo", "two letters of a name are transposed", (resource) => transposed(resource)),
  eachPart("resource-partition", "the ARN is of another partition", {
    at: partition,
    from: /^aws$/,
    to: "aws-cn",
  }),
  eachPart("resource-swap-account", "the ARN is of another account", {
    at: account,
    from: /^\d{12}$/,
    to: arnPartGaps.account.others[0],
  }),
  eachPart("resource-swap-region", "the ARN is of another region", {
    at: region,
    from: /^[a-z]+-[a-z-]+-\d$/,
    to: arnPartGaps.region.others[0],
  }),
  eachPart("resource-narrow-account", "only one account is matched", {
    at: account,
    from: wild,
    to: exampleAccount,
  }),
  eachPart("resource-narrow-region", "only one region is matched", {
    at: region,
    from: wild,
    to: exampleRegion,
  }),
  eachPattern("resource-narrow-service", "only one service is matched", (pattern, statement) =>
    pattern === "*" ? [serviceArn(statement)] : [],
  ),
  eachName("resource-narrow-name", "one name is in the place of a wildcard", (resource) => {
    const [type, name] = typeAndName(resource);
    const last = name.slice(name.lastIndexOf("/") + 1);
    return last === "*" ? [type + name.slice(0, name.length - 1) + exampleName("Name")] : [];
  }),
  eachName("resource-narrow-separator", "a separator is added before the wildcard at the end", (resource) =>
    /[A-Za-z0-9]\*$/.test(resource) ? [`${resource.slice(0, -1)}/*`] : [],
  ),
  eachName("resource-narrow-suffix", "the wildcard at the end is lost", (resource) =>
    /[^*]\*$/.test(resource) ? [resource.slice(0, -1)] : [],
  ),
  eachName("resource-widen-suffix", "a wildcard is appended", (resource) =>
    resource.endsWith("*") ? [] : [`${resource}*`],
  ),
  eachName("resource-widen-prefix", "a wildcard is put before the name", (resource) => {
    const start = resource.lastIndexOf("/") + 1 || typeAndName(resource)[0].length;
    return resource[start] === "*" || start === resource.length
      ? []
      : [`${resource.slice(0, start)}*${resource.slice(start)}`];
  }),
  eachArn("resource-widen-segment", "a wildcard is in the place of a literal part", (parts) => [
    ...[region, account].filter((at) => /^\w/.test(parts[at]!)).map((at) => parts.with(at, "*")),
    ...widenedSegments(parts[5]!).map((edited) => parts.with(5, edited)),
  ]),
  eachName("resource-widen-separator", "the separator before the wildcard is lost", (resource) =>
    /.[/:]\*$/.test(resource) ? [`${resource.slice(0, -2)}*`] : [],
  ),
  eachName("resource-widen-name", "every name of the resource type is matched", (resource) => {
    const [type, name] = typeAndName(resource);
    return type === "" || name === "*" ? [] : [`${type}*`];
  }),
  eachArn("resource-widen-rest", "every resource of the service is matched", (parts) =>
    parts[5] === "*" && parts[region] === "*"
      ? []
      : [[...parts.slice(0, 3), "*", "*", "*"], parts.with(5, "*")],
  ),
  eachPattern("resource-widen-all", "every resource is matched", () => ["*"]),
  {
    ...operator("resource-add", "another resource is added", (statement, element, context) =>
      element.patterns.includes("*")
        ? []
        : [{ ...element, patterns: [...element.patterns, foreignArn(statement, context)] }],
    ),
    adds: true,
  },
];

/** The last two letters of the last word that differ from each other. */
function transposed(resource: string): readonly string[] {
  const found = /^(.*?)([A-Za-z0-9])([A-Za-z0-9])([^A-Za-z0-9]*)$/s.exec(resource);
  if (found === null || isVariable(resource)) return [];
  const [, before, one, other, after] = found;
  return one === other ? [] : [`${before}${other}${one}${after}`];
}

const isVariable = (resource: string): boolean => resource.includes("${");

const widenedSegments = (resource: string): readonly string[] => {
  const segments = resource.split("/");
  return segments.flatMap((segment, at) =>
    at === 0 || segment === "" || segment === "*" ? [] : [segments.with(at, "*").join("/")],
  );
};

/** A resource that nothing in the statement hints at, of a type that its first action works on where that is known. */
function foreignArn({ action: { patterns } }: Statement, { reference }: MutationContext): string {
  const [first = "s3:"] = patterns;
  const known = reference.action(first)?.resourceTypes[0]?.arnTemplates[0];
  const named = first.split(":")[0]!.toLowerCase();
  const template =
    known ?? `arn:\${Partition}:${isWild(named) ? "s3" : named}:\${Region}:\${Account}:\${Name}`;
  return template.replace(/\$\{(\w+)\}/g, (_, placeholder: string) => {
    const name = exampleName(placeholder);
    return name === exampleName("Name") ? "unforeseen" : name;
  });
}
