import fc from "fast-check";
import { exampleAccount } from "../policies/reference/exampleAccount.js";
import type { DocumentJson } from "./documentJson.js";
import { checkOptions } from "./near/checkOptions.js";
import { policyDocument } from "./policyDocument.js";
import { type PlannedResource, printPlan, type TerraformPlan } from "./printPlan.js";

export interface TerraformPlanOptions {
  /** statements of each document, at most; @defaultValue 3 */
  readonly maxStatements?: number;
  /** 12 digits: the account of the plan; @defaultValue 111122223333 */
  readonly account?: string;
  /** false where every policy is known before apply; @defaultValue true: now and then one is not */
  readonly unknowns?: boolean;
}

/**
 * Terraform plans as `terraform show -json` prints them: roles with trust policies, inline policies, managed policies
 * with their attachments, boundaries, and a bucket with its policy. Resources are created, changed, deleted or stay as
 * they are; what is created has an ARN that is known only after apply, and now and then a policy is unknown. The
 * documents are those of `policyDocument`. Shrinks to a plan that creates one role with one inline policy.
 *
 * Source: https://developer.hashicorp.com/terraform/internals/json-format
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import fc from "fast-check";
 * import { terraformPlan } from "planproof/generators";
 *
 * const [plan] = fc.sample(terraformPlan(), { seed: 1, numRuns: 1 });
 * assert(plan!.resource_changes.some(({ type }) => type === "aws_iam_role"));
 * ```
 */
export function terraformPlan(options: TerraformPlanOptions = {}): fc.Arbitrary<TerraformPlan> {
  checkOptions("terraformPlan", options, ["maxStatements", "account", "unknowns"]);
  const { maxStatements = 3, account = exampleAccount, unknowns = true } = options;
  const drawing: Drawing = { account, maxStatements, unknowns };
  const bucket = fc.record({
    isThere: fc.boolean(),
    isNew: fc.boolean(),
    policy: policy("resource", drawing),
  });
  return fc
    .tuple(fc.array(roleResources(drawing), { minLength: 1, maxLength: 2 }), bucket)
    .map(([make, { isThere, isNew, policy: own }]) => {
      const roles = make.flatMap((one, at) => one(at === 0 ? "job" : "other"));
      const isNeeded = roles.some(({ references }) => references?.["policy"] !== undefined);
      return printPlan([
        callerIdentity(account),
        ...roles,
        ...(isThere || isNeeded ? bucketResources(own, isNew || isNeeded || own.isUnknown) : []),
      ]);
    });
}

interface Drawing {
  readonly account: string;
  readonly maxStatements: number;
  readonly unknowns: boolean;
}

type Change = "create" | "update" | "no-op" | "delete";
type Attributes = Readonly<Record<string, unknown>>;

const callerIdentity = (account: string): PlannedResource => {
  const values = {
    account_id: account,
    arn: `arn:aws:iam::${account}:user/ops`,
    id: account,
    user_id: "AIDAEXAMPLE",
  };
  return { mode: "data", type: "aws_caller_identity", name: "current", before: values, after: values };
};

const change = fc.constantFrom<Change>("create", "update", "no-op", "delete");

/** A policy and what it is after the change; an unknown one comes from the bucket. */
interface DrawnPolicy {
  readonly change: Change;
  readonly before: string;
  readonly after: string;
  readonly isUnknown: boolean;
}

const policy = (
  kind: "identity" | "resource",
  { maxStatements, unknowns }: Drawing,
): fc.Arbitrary<DrawnPolicy> => {
  const document = policyDocument({ kind, maxStatements }).map(printed);
  const isUnknown = unknowns ? fc.constantFrom(false, false, false, true) : fc.constant(false);
  return fc.record({ change, before: document, after: document, isUnknown });
};

const printed = (document: DocumentJson): string => JSON.stringify(document);

/** A resource with a policy in it. */
function policyResource(
  drawn: DrawnPolicy,
  {
    known,
    ...place
  }: { readonly type: string; readonly name: string; readonly known: Attributes } & Pick<
    PlannedResource,
    "references"
  >,
): PlannedResource {
  const after = { ...known, policy: drawn.after };
  const before = drawn.change === "no-op" ? after : { ...known, policy: drawn.before };
  if (drawn.change === "delete") return { ...place, before };
  const unknown = drawn.isUnknown ? { unknown: ["policy"], after: known } : { after };
  const references = drawn.isUnknown
    ? { policy: "aws_s3_bucket.data.arn", ...place.references }
    : place.references;
  const isKept = drawn.change !== "create" && !(drawn.isUnknown && drawn.change === "no-op");
  return { ...place, ...unknown, ...(references && { references }), ...(isKept && { before }) };
}

type MakeRole = (name: string) => readonly PlannedResource[];

function roleResources(drawing: Drawing): fc.Arbitrary<MakeRole> {
  const { account, maxStatements } = drawing;
  const trust = policyDocument({ kind: "trust", maxStatements }).map(printed);
  const inline = fc.array(policy("identity", drawing), { minLength: 1, maxLength: 2 });
  const attached = fc.array(policy("identity", drawing), { maxLength: 1 });
  return fc
    .record({ isNew: fc.constantFrom(true, false), trust, inline, attached, hasBoundary: fc.boolean() })
    .map((drawn) => (name) => {
      const arn = `arn:aws:iam::${account}:role/${name}`;
      const boundary = drawn.hasBoundary && drawn.attached.length > 0 ? boundaryOf(name, account) : undefined;
      const values = {
        ...{ name, path: "/", assume_role_policy: drawn.trust },
        ...(boundary && { permissions_boundary: boundary.before!["arn"] }),
      };
      const known = { ...values, arn, id: name };
      const role: PlannedResource = {
        ...{ type: "aws_iam_role", name },
        ...(drawn.isNew ? { after: values, unknown: ["arn", "id"] } : { before: known, after: known }),
        ...(boundary && { references: { permissions_boundary: `aws_iam_policy.${boundary.name}.arn` } }),
      };
      return [
        role,
        ...(boundary === undefined ? [] : [boundary]),
        ...drawn.inline.map((one, at) => inlinePolicy(one, `${name}_${at}`, name, drawn.isNew)),
        ...drawn.attached.flatMap((one) => managedPolicy(one, name, account)),
      ];
    });
}

function boundaryOf(role: string, account: string): PlannedResource {
  const name = `${role}_boundary`;
  const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } };
  const values = {
    name,
    path: "/",
    policy: printed(document),
    arn: `arn:aws:iam::${account}:policy/${name}`,
  };
  return { type: "aws_iam_policy", name, before: values, after: values };
}

/** Nothing was there before the role was. */
function inlinePolicy(drawn: DrawnPolicy, name: string, role: string, isNew: boolean): PlannedResource {
  const own = isNew ? { ...drawn, change: "create" as const } : drawn;
  return policyResource(own, {
    ...{ type: "aws_iam_role_policy", name, known: { name, role } },
    references: { role: `aws_iam_role.${role}.name` },
  });
}

function managedPolicy(drawn: DrawnPolicy, role: string, account: string): readonly PlannedResource[] {
  const name = `${role}_managed`;
  const arn = `arn:aws:iam::${account}:policy/${name}`;
  const resource = policyResource(drawn, { type: "aws_iam_policy", name, known: { name, path: "/" } });
  const isNew = resource.before === undefined;
  const identified: PlannedResource = isNew
    ? { ...resource, unknown: [...(resource.unknown ?? []), "arn", "id"] }
    : {
        ...resource,
        before: { ...resource.before, arn, id: arn },
        ...(resource.after && { after: { ...resource.after, arn, id: arn } }),
      };
  const attachment = { type: "aws_iam_role_policy_attachment", name };
  const values = { role, policy_arn: arn };
  const references = { role: `aws_iam_role.${role}.name`, policy_arn: `aws_iam_policy.${name}.arn` };
  if (drawn.change === "delete") return [identified, { ...attachment, before: values }];
  return [
    identified,
    isNew
      ? { ...attachment, after: { role }, unknown: ["policy_arn", "id"], references }
      : { ...attachment, before: values, after: values, references },
  ];
}

/** A policy that is unknown is so because the ARN of this bucket is. */
function bucketResources(drawn: DrawnPolicy, isNew: boolean): readonly PlannedResource[] {
  const known = { bucket: "data" };
  const values = { ...known, arn: "arn:aws:s3:::data", id: "data" };
  const bucket: PlannedResource = {
    ...{ type: "aws_s3_bucket", name: "data" },
    ...(isNew ? { after: known, unknown: ["arn", "id"] } : { before: values, after: values }),
  };
  const own = isNew ? { ...drawn, change: "create" as const } : drawn;
  const references = { bucket: "aws_s3_bucket.data.id" };
  return [bucket, policyResource(own, { type: "aws_s3_bucket_policy", name: "data", known, references })];
}
