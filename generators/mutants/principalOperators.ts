import type { PrincipalElement, PrincipalEntry } from "../../policies/language/policyDocument.js";
import { exampleAccount } from "../../policies/reference/exampleAccount.js";
import { arnPartGaps } from "../near/placeholderGap.js";
import type { MutationOperator } from "./mutationOperator.js";

const eachPrincipal = (
  name: string,
  slip: string,
  edits: (entry: PrincipalEntry) => readonly PrincipalEntry[],
): MutationOperator => ({
  name,
  part: "principal",
  slip,
  edit: (statement, { kind }) =>
    statement.principal === undefined || kind === "rcp"
      ? []
      : edited(statement.principal, edits).map((principal) => ({ ...statement, principal })),
});

/** `*` includes all the others, so that they are left out. */
const edited = (
  { negated, principals }: PrincipalElement,
  edits: (entry: PrincipalEntry) => readonly PrincipalEntry[],
): readonly PrincipalElement[] =>
  principals.flatMap((entry, at) =>
    edits(entry).map((edit) => ({
      negated,
      principals: edit.type === "*" ? [edit] : principals.with(at, edit),
    })),
  );

/**
 * Mistakes in `Principal` and `NotPrincipal`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const principalOperators: readonly MutationOperator[] = [
  eachPrincipal("principal-swap", "another principal is named", ({ type, value }) =>
    swapped(type, value).map((other) => ({ type, value: other })),
  ),
  eachPrincipal("principal-widen", "the whole account or everyone is named", ({ type, value }) => {
    if (type === "*") return [];
    const account = type === "AWS" ? accountOf(value) : undefined;
    const root = `arn:aws:iam::${account}:root`;
    return [
      ...(account === undefined || value === root || value === account ? [] : [{ type, value: root }]),
      { type: "*", value: "*" },
    ];
  }),
  {
    name: "source-guard-drop",
    part: "principal",
    slip: "the condition on who a service or another account acts for is deleted",
    edit: ({ conditions, ...statement }) =>
      statement.principal === undefined
        ? []
        : conditions.flatMap(({ key }, at) =>
            sourceKeys.has(key.toLowerCase())
              ? [{ ...statement, conditions: conditions.toSpliced(at, 1) }]
              : [],
          ),
  },
];

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html */
const sourceKeys = new Set([
  "sts:externalid",
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
]);

const [otherAccount] = arnPartGaps.account.others;

const accountOf = (value: string): string | undefined =>
  /^arn:aws:iam::(\d{12}):|^(\d{12})$/.exec(value)?.[1];

function swapped(type: PrincipalEntry["type"], value: string): readonly string[] {
  if (type === "Service")
    return [value === "ec2.amazonaws.com" ? "lambda.amazonaws.com" : "ec2.amazonaws.com"];
  if (type !== "AWS" || value === "*") return [];
  const account = value.includes(otherAccount) ? exampleAccount : otherAccount;
  return [value.replace(/\d{12}/, account), value.replace(/(:(?:role|user)\/)(.+)$/, "$1other")].filter(
    (other) => other !== value,
  );
}
