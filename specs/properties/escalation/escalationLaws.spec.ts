import { expect } from "chai";
import { evaluateProperty } from "../../../harness/run/evaluateProperty.js";
import { boundaryKept } from "../../../properties/catalogue/boundaryKept.js";
import { noSelfEscalation } from "../../../properties/catalogue/noSelfEscalation.js";
import { passRoleCeiling } from "../../../properties/catalogue/passRoleCeiling.js";
import type { Property } from "../../../properties/property.js";
import { change, extractPlan, makePlan, unchanged } from "../../harness/plan/plans.js";
import {
  bounded,
  everything,
  hard,
  judge,
  lambda,
  on,
  passing,
  policy,
  type Resources,
  role,
  root,
} from "./smallPlans.js";
import { arnOf, documentOf, stepReference, trusting } from "./stepPlan.js";

const own = arnOf("role", "ci");

describe("no-self-escalation", function () {
  this.timeout(20_000);
  const limit = policy("limit", on("*", "*"));
  for (const [name, verdict, resources] of [
    ["its own inline policies", "refuted", role("ci", root, [on("iam:PutRolePolicy", own)])],
    ["those of other roles", "holds", role("ci", root, [on("iam:PutRolePolicy", arnOf("role", "app-*"))])],
    [
      "a policy that is attached to it",
      "refuted",
      {
        ...policy("own", on("iam:CreatePolicyVersion", "*")),
        ...role("ci", root, []),
        "aws_iam_role_policy_attachment.ci": { role: "ci", policy_arn: arnOf("policy", "own") },
      },
    ],
    [
      "its boundary",
      "refuted",
      { ...limit, ...role("ci", root, [on("iam:DeleteRolePermissionsBoundary", own)], bounded("limit")) },
    ],
    [
      "its policies within a boundary",
      "holds",
      { ...limit, ...role("ci", root, [on("iam:PutRolePolicy", own)], bounded("limit")) },
    ],
    ["anything", "holds", role("ci", root, [everything])],
    [
      "its policies, with one of AWS that allows all of IAM",
      "refuted",
      role("ci", root, [
        on("iam:AttachRolePolicy", own, {
          Condition: { ArnEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/IAMFullAccess" } },
        }),
      ]),
    ],
  ] as const) {
    it(`is ${verdict} of a principal that may change ${name}`, async () =>
      expect((await judge(resources as Resources, noSelfEscalation)).verdict).to.equal(verdict));
  }
});

describe("boundary-kept", function () {
  this.timeout(20_000);
  const limit = arnOf("policy", "limit");
  const under = (name: string) => ({
    Condition: { StringEquals: { "iam:PermissionsBoundary": arnOf("policy", name) } },
  });
  const ci = (...statements: object[]): Resources => ({
    ...policy("limit", on("*", "*")),
    ...role("ci", root, statements, bounded("limit")),
  });
  for (const [name, verdict, resources] of [
    [
      "roles under its boundary",
      "holds",
      ci(on(["iam:CreateRole", "iam:PutRolePolicy"], "*", under("limit"))),
    ],
    ["roles without a boundary", "refuted", ci(on("iam:CreateRole", "*"))],
    ["roles under another boundary", "refuted", ci(on("iam:CreateRole", "*", under("other")))],
    ["the removal of boundaries", "refuted", ci(on("iam:DeleteRolePermissionsBoundary", "*"))],
    ["new versions of the boundary", "refuted", ci(on("iam:CreatePolicyVersion", limit))],
    ["new versions of another policy", "holds", ci(on("iam:CreatePolicyVersion", arnOf("policy", "other")))],
  ] as const) {
    it(`is ${verdict} of a principal that may do ${name}`, async () =>
      expect((await judge(resources, boundaryKept)).verdict).to.equal(verdict));
  }

  it("is asked of a principal without a boundary where one is given", async () => {
    const plan = role("ci", root, [on("iam:CreateRole", "*")]);
    expect((await judge(plan, boundaryKept.with({ boundary: [limit] }))).verdict).to.equal("refuted");
  });

  describe("where the ARN of the boundary is known only after apply", () => {
    const open = async (statement: object, property: Property = boundaryKept) => {
      const { targets } = extractPlan(
        makePlan([
          change("aws_iam_role.ci", {
            after: { name: "ci", path: "/", arn: own, assume_role_policy: trusting(root) },
            unknown: { permissions_boundary: true },
          }),
          unchanged("aws_iam_role_policy.ci", { name: "ci", role: "ci", policy: documentOf(statement) }),
        ]),
      );
      const target = targets.find(({ resource, counted }) => !resource && !counted);
      const reference = await stepReference();
      return evaluateProperty(property, target!, { seed: 1, runs: 10, reference, universe: "typed" });
    };

    it("is undecided of a principal that may create roles, and names what would decide it", async () => {
      const outcome = await open(on("iam:CreateRole", "*", under("limit")));
      expect(outcome).to.include({ verdict: "undecided", kind: "holes" });
      expect(outcome).to.have.nested.property("holes[0].address", "aws_iam_role.ci.permissions_boundary");
      expect(outcome).to.have.nested.property("holes[0].remedy", "name the ARN in the parameter `boundary`");
    });

    it("holds of one that may create none, and is decided where the boundary is given", async () => {
      expect((await open(on("s3:*", "*"))).verdict).to.equal("holds");
      const given = boundaryKept.with({ boundary: [limit] });
      expect((await open(on("iam:CreateRole", "*", under("limit")), given)).verdict).to.equal("holds");
    });
  });
});

describe("pass-role-ceiling", function () {
  this.timeout(20_000);
  const property = passRoleCeiling.with({ ceiling: ["s3:Get*", "logs:*"] });
  const plan = (granted: string, passed = "*"): Resources => ({
    ...role("app", lambda, [on(granted, "*")]),
    ...role("ci", root, [passing(passed)]),
  });

  it("is refuted by a role that may do more", async () => {
    expect(await judge(plan("s3:PutObject"), property)).to.include({
      verdict: "refuted",
      reason: "it may pass `aws_iam_role.app`, which may do `s3:PutObject`",
    });
  });

  it("is undecided where the prover does not say which roles may be passed", async () => {
    const statements = JSON.stringify(hard).replaceAll("lambda:CreateFunction", "iam:PassRole");
    const ci = role("ci", root, JSON.parse(statements) as object[]);
    const app = role("app", lambda, [on("s3:PutObject", "*")]);
    expect((await judge({ ...app, ...ci }, property)).verdict).to.equal("undecided");
  });

  for (const name of ["ci", "app"])
    it(`says what alone could deny it: a policy of \`${name}\` that is unknown`, async () => {
      const attachment = { role: name, policy_arn: arnOf("policy", "elsewhere") };
      const unknown = { [`aws_iam_role_policy_attachment.${name}`]: attachment };
      const outcome = await judge({ ...plan("s3:PutObject"), ...unknown }, property);
      expect(outcome.verdict).to.equal("refuted");
      expect(outcome).to.have.nested.property("unless[0].effect", "Deny");
    });

  it("holds of roles within it, and of those that may not be passed", async () => {
    // it may pass itself, and do that
    const within = passRoleCeiling.with({ ceiling: ["s3:Get*", "iam:PassRole"] });
    expect((await judge(plan("s3:GetObject"), within)).verdict).to.equal("holds");
    expect((await judge(plan("s3:PutObject", arnOf("role", "other")), property)).verdict).to.equal("holds");
  });
});
