import { expect } from "chai";
import { oidcSubject } from "../../properties/catalogue/oidcSubject.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { account, trust } from "./calledResources.js";
import { searchOptions } from "./targets.js";

const github = "token.actions.githubusercontent.com";

/** Of a role that tokens of an issuer can assume: operator, claim and values; whether any owner's are accepted. */
type Row = readonly [issuer: string, operator: string, claim: string, values: string, isOpen: boolean];

const rows: readonly Row[] = [
  [github, "StringLike", "sub", "repo:example-org/jobs:*", false],
  [github, "StringLike", "sub", "repo:example-org@123/jobs@456:*", false],
  [github, "StringLike", "sub", "repo:example-org@*/jobs@*:*", false],
  [github, "StringLike", "sub", "repo:example-org/*:environment:live", false],
  [github, "StringLike", "sub", "repository_owner_id:123:*", false],
  [github, "StringLike", "sub", "repo:*", true],
  [github, "StringLike", "sub", "repo:example-org*", true],
  [github, "StringLike", "sub", "repo:*/jobs:*", true],
  [github, "StringLike", "sub", "repo:*:ref:refs/heads/main", true],
  [github, "StringLike", "sub", "repo:*:ref:refs/tags/*", true],
  [github, "StringLike", "sub", "repo:*:environment:live", true],
  [github, "StringLike", "sub", "*:pull_request", true],
  [github, "StringNotLike", "sub", "repo:example-org/*", true],
  [github, "StringLike", "repository", "example-org/*", false],
  [github, "StringLike", "repository", "*/jobs", true],
  [github, "StringEquals", "repository_owner_id", "123", false],
  [github, "StringLike", "job_workflow_ref", "example-org/jobs/.github/workflows/live.yml@*", false],
  [github, "StringEquals", "ref", "refs/heads/main", true],
  [github, "StringEquals", "environment", "live", true],
  [github, "StringEquals", "aud", "sts.amazonaws.com", true],
  ["gitlab.com", "StringLike", "sub", "project_path:example-org/*", false],
  ["gitlab.com", "StringLike", "sub", "project_path:*:ref_type:tag:*", true],
  ["gitlab.com", "StringEquals", "namespace_id", "123", false],
  ["gitlab.com", "StringEquals", "ref_protected", "true", true],
  ["app.terraform.io", "StringLike", "sub", "organization:example-org:project:*", false],
  ["app.terraform.io", "StringLike", "sub", "organization:*:workspace:live:run_phase:*", true],
  ["scalr.io", "StringLike", "sub", "account:*:environment:live:*", true],
];

const role = (issuer: string, condition: object) =>
  trust({
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: condition,
  });

describe("oidc-subject", () => {
  for (const [issuer, operator, claim, value, isOpen] of rows) {
    it(`${isOpen ? "is refuted" : "holds"} for ${operator} ${value} of ${issuer}:${claim}`, () => {
      const target = role(issuer, { [operator]: { [`${issuer}:${claim}`]: value } });
      const outcome = checkProperty(oidcSubject, target, searchOptions);
      expect(outcome, JSON.stringify(outcome)).to.include({
        verdict: isOpen ? "refuted" : "holds",
        by: "proof",
      });
    });
  }

  it("says what the token is like", () => {
    const condition = { StringLike: { [`${github}:sub`]: "repo:*/jobs:*" } };
    expect(checkProperty(oidcSubject, role(github, condition), searchOptions))
      .to.have.property("reason")
      .that.matches(/that has sub `repo:unnamed-example\/jobs:`$/);
  });

  it("asks each owner that is given", () => {
    const ours = oidcSubject.with({ owners: ["example-org"] });
    const verdictOf = (subject: string) =>
      checkProperty(ours, role(github, { StringLike: { [`${github}:sub`]: subject } }), searchOptions)
        .verdict;
    expect(verdictOf("repo:example-org/*")).to.equal("holds");
    expect(verdictOf("repo:other-org/*")).to.equal("refuted");
  });

  for (const [claim, value, verdict] of [
    ["repository", "example-org/jobs", "holds"],
    ["repository", "other-org/jobs", "refuted"],
    ["repository", "example-org-2/jobs", "refuted"],
    ["actor", "octocat", "refuted"],
    ["repository_owner_id", "123", "holds"],
    ["repository_owner_id", "456", "refuted"],
  ] as const)
    it(`${verdict === "holds" ? "holds" : "is refuted"} for the ${claim} ${value} where owners are given`, () => {
      const ours = oidcSubject.with({ owners: ["example-org", "123"] });
      const target = role(github, { StringEquals: { [`${github}:${claim}`]: value } });
      expect(checkProperty(ours, target, searchOptions).verdict).to.equal(verdict);
    });
});
