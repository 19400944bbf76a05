import type { PolicyKind } from "../../policies/language/policyDocument.js";

interface PolicySample {
  readonly title: string;
  readonly kind: PolicyKind;
  readonly document: unknown;
}

const identity = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const conditions = (Condition: unknown): unknown => ({ Statement: { ...identity, Condition } });
const statement = (Statement: unknown): unknown => ({ Version: "2012-10-17", Statement });
const principal = (Principal: unknown): unknown => statement({ ...identity, Principal });
function without(key: keyof typeof identity): unknown {
  const { [key]: _, ...rest } = identity;
  return statement(rest);
}

const sample = (title: string, document: unknown, kind: PolicyKind = "identity"): PolicySample => ({
  title,
  kind,
  document,
});

/** Documents that use each form the grammar has. */
export const wholePolicies: readonly PolicySample[] = [
  sample("one statement without a list", statement(identity)),
  sample("a list of statements", statement([identity, { ...identity, Effect: "Deny" }])),
  sample("the older version", { Version: "2008-10-17", Statement: identity }),
  sample("no version", { Statement: identity }),
  sample(
    "statement ids",
    statement([
      { Sid: "A1", ...identity },
      { Sid: "", ...identity },
    ]),
  ),
  sample(
    "everything but",
    statement({ Effect: "Deny", NotAction: ["iam:*"], NotResource: "arn:aws:s3:::b/*" }),
  ),
  sample("an empty condition", conditions({})),
  sample("one value and many", conditions({ StringLike: { "s3:prefix": "a*", "aws:userid": ["b", "c"] } })),
  sample(
    "numbers and booleans",
    conditions({ NumericLessThan: { "s3:max-keys": 10 }, Bool: { "aws:SecureTransport": true } }),
  ),
  sample("set operators", conditions({ "ForAllValues:StringEquals": { "aws:TagKeys": ["a"] } })),
  sample(
    "every suffix",
    conditions({
      "ForAnyValue:ArnNotLikeIfExists": { "aws:SourceArn": "*" },
      Null: { "aws:TagKeys": "true" },
    }),
  ),
  sample(
    "a trust policy",
    statement({ Effect: "Allow", Principal: { Service: ["batch.amazonaws.com"] }, Action: "sts:AssumeRole" }),
    "trust",
  ),
  sample("an id in a resource policy", { Id: "a", Statement: { ...identity, Principal: "*" } }, "resource"),
  sample(
    "principals by type",
    principal({ AWS: ["111122223333"], Federated: "accounts.google.com", CanonicalUser: "79a59d" }),
    "resource",
  ),
  sample("everyone but", statement({ ...identity, Effect: "Deny", NotPrincipal: { AWS: "*" } }), "resource"),
];

/** Documents with one thing each that AWS refuses. */
export const brokenPolicies: readonly PolicySample[] = [
  sample("a list in place of a document", [identity]),
  sample("a document without statements", { Version: "2012-10-17" }),
  sample("an unknown version", { Version: "2012-10-18", Statement: identity }),
  sample("an unknown element of a document", { Statement: identity, Statements: [] }),
  sample("a number as id", { Id: 1, Statement: { ...identity, Principal: "*" } }, "resource"),
  sample("a statement that is a string", statement("Allow")),
  sample("a null statement", statement([identity, null])),
  sample("a misspelt element of a statement", statement({ ...identity, Resurce: "*" })),
  sample("a statement without effect", without("Effect")),
  sample("an effect in lower case", statement({ ...identity, Effect: "allow" })),
  sample("a statement without action", without("Action")),
  sample("a statement without resource or principal", without("Resource")),
  sample("Action next to NotAction", statement({ ...identity, NotAction: "iam:*" })),
  sample("Resource next to NotResource", statement({ ...identity, NotResource: "*" })),
  sample(
    "Principal next to NotPrincipal",
    statement({ ...identity, Principal: "*", NotPrincipal: "*" }),
    "resource",
  ),
  sample("a number as action", statement({ ...identity, Action: 7 })),
  sample("a list in a list of resources", statement({ ...identity, Resource: [["*"]] })),
  sample("a number as Sid", statement({ ...identity, Sid: 1 })),
  sample("a bare principal that is not *", principal("111122223333"), "resource"),
  sample("an unknown type of principal", principal({ Aws: "*" }), "resource"),
  sample("a list of principals", principal(["*"]), "resource"),
  sample("an unknown operator", conditions({ StringIs: { "aws:userid": "a" } })),
  sample("an unknown set operator", conditions({ "ForSomeValues:StringEquals": { "aws:TagKeys": "a" } })),
  sample("Null with IfExists", conditions({ NullIfExists: { "aws:TagKeys": "true" } })),
  sample("an operator without keys", conditions({ StringEquals: "a" })),
  sample("a condition that is a list", conditions([{ StringEquals: { "aws:userid": "a" } }])),
  sample("an object as condition value", conditions({ StringEquals: { "aws:userid": { a: "b" } } })),
  sample("a null condition value", conditions({ StringEquals: { "aws:userid": null } })),
];
