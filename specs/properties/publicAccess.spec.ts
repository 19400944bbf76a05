import { expect } from "chai";
import { evaluateProperty } from "../../harness/run/evaluateProperty.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { noPublicAccess } from "../../properties/catalogue/noPublicAccess.js";
import { noPublicTrust } from "../../properties/catalogue/noPublicTrust.js";
import { checkProperty } from "../../properties/checkProperty.js";
import type { SearchOptions } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import {
  account,
  bucket,
  bucketOf,
  everyone,
  github,
  role,
  type Statement,
  trust,
  when,
} from "./calledResources.js";
import { searchOptions, targetOf } from "./targets.js";

const buckets: readonly (readonly [string, readonly Statement[], string | undefined])[] = [
  ["everyone", [everyone], "everyone, signed in or not"],
  [
    "everyone, by TLS",
    [{ ...everyone, ...when("Bool", "aws:SecureTransport", "true") }],
    "everyone, signed in or not",
  ],
  [
    "everyone in an organization",
    [{ ...everyone, ...when("StringEquals", "aws:PrincipalOrgID", "o-abc1234567") }],
    undefined,
  ],
  [
    "everyone in some of its units",
    [{ ...everyone, ...when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-abc1234567/r-ab12/*") }],
    undefined,
  ],
  [
    "everyone outside an organization",
    [{ ...everyone, ...when("StringNotEquals", "aws:PrincipalOrgID", "o-abc1234567") }],
    "everyone, signed in or not",
  ],
  [
    "any organization",
    [{ ...everyone, ...when("StringLike", "aws:PrincipalOrgID", "o-*") }],
    "any AWS account",
  ],
  [
    "its own organization",
    [{ ...everyone, ...when("StringEquals", "aws:PrincipalOrgID", "$" + "{aws:ResourceOrgID}") }],
    undefined,
  ],
  [
    "its own organization, the other way round",
    [{ ...everyone, ...when("StringEquals", "aws:ResourceOrgID", "$" + "{aws:PrincipalOrgID}") }],
    undefined,
  ],
  [
    "its own organization, if it has one",
    [{ ...everyone, ...when("StringEqualsIfExists", "aws:PrincipalOrgID", "$" + "{aws:ResourceOrgID}") }],
    "everyone, signed in or not",
  ],
  [
    "an organization that it is in itself",
    [{ ...everyone, ...when("StringEquals", "aws:ResourceOrgID", "o-abc1234567") }],
    "everyone, signed in or not",
  ],
  [
    "an account, by condition",
    [{ ...everyone, ...when("StringEquals", "aws:PrincipalAccount", account) }],
    undefined,
  ],
  ["a role, by condition", [{ ...everyone, ...when("ArnEquals", "aws:PrincipalArn", role) }], undefined],
  [
    "roles of a name in any account",
    [{ ...everyone, ...when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Admin*") }],
    "any AWS account",
  ],
  [
    "roles of a name in one account",
    [{ ...everyone, ...when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${account}:role/Admin*`) }],
    undefined,
  ],
  [
    "any signed request",
    [{ ...everyone, ...when("StringLike", "aws:PrincipalArn", "*") }],
    "any AWS account",
  ],
  ["services alone", [{ ...everyone, ...when("Bool", "aws:PrincipalIsAWSService", "true") }], undefined],
  [
    "a service for a bucket",
    [{ Principal: { AWS: "*" }, ...when("ArnLike", "aws:SourceArn", "arn:aws:s3:*:*:uploads") }],
    undefined,
  ],
  [
    "a VPC endpoint",
    [{ ...everyone, ...when("StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d") }],
    undefined,
  ],
  [
    "any VPC endpoint",
    [{ ...everyone, ...when("StringLike", "aws:SourceVpce", "vpce-*") }],
    "everyone, signed in or not",
  ],
  [
    "endpoints of some units",
    [{ ...everyone, ...when("ForAnyValue:StringLike", "aws:VpceOrgPaths", "o-abc1234567/r-ab12/*") }],
    undefined,
  ],
  [
    "private addresses, which any VPC can have",
    [{ ...everyone, ...when("IpAddress", "aws:VpcSourceIp", "10.0.0.0/16") }],
    "everyone, signed in or not",
  ],
  [
    "private addresses of a VPC",
    [
      {
        ...everyone,
        Condition: {
          IpAddress: { "aws:VpcSourceIp": "10.0.0.0/16" },
          StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" },
        },
      },
    ],
    undefined,
  ],
  [
    "access points of an account",
    [{ ...everyone, ...when("ArnLike", "s3:DataAccessPointArn", `arn:aws:s3:*:${account}:accesspoint/*`) }],
    undefined,
  ],
  [
    "access points of any account",
    [{ ...everyone, ...when("ArnLike", "s3:DataAccessPointArn", "arn:aws:s3:*:*:accesspoint/jobs") }],
    "everyone, signed in or not",
  ],
  ["an office", [{ ...everyone, ...when("IpAddress", "aws:SourceIp", "203.0.113.0/24") }], undefined],
  [
    "the Internet",
    [{ ...everyone, ...when("IpAddress", "aws:SourceIp", "0.0.0.0/0") }],
    "everyone, signed in or not",
  ],
  [
    "half of the Internet",
    [{ ...everyone, ...when("IpAddress", "aws:SourceIp", "0.0.0.0/1") }],
    "everyone, signed in or not",
  ],
  [
    "a unique ID",
    [{ ...everyone, ...when("StringLike", "aws:userid", "AROAEXAMPLEID12345678:*") }],
    undefined,
  ],
  ["a denial of everyone", [{ ...everyone, Effect: "Deny" }], undefined],
  [
    "everyone, less everyone outside",
    [
      everyone,
      { ...everyone, Effect: "Deny", ...when("StringNotEquals", "aws:PrincipalOrgID", "o-abc1234567") },
    ],
    undefined,
  ],
  ["everyone but one", [{ NotPrincipal: { AWS: role } }], "everyone, signed in or not"],
  ["another account", [{ Principal: { AWS: "999988887777" } }], undefined],
  ["a service", [{ Principal: { Service: "logging.s3.amazonaws.com" } }], undefined],
  [
    "two statements, one public",
    [{ Principal: { AWS: role } }, { ...everyone, Action: "s3:GetObject" }],
    "everyone, signed in or not",
  ],
];

const trusts: readonly (readonly [string, readonly Statement[], string | undefined])[] = [
  ["any account", [{ Principal: { AWS: "*" } }], "any AWS account"],
  [
    "an organization",
    [{ Principal: { AWS: "*" }, ...when("StringEquals", "aws:PrincipalOrgID", "o-abc1234567") }],
    undefined,
  ],
  [
    "roles of a name in any account",
    [{ Principal: { AWS: "*" }, ...when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Admin*") }],
    "any AWS account",
  ],
  ["an account", [{ Principal: { AWS: "999988887777" } }], undefined],
  ["a service", [{ Principal: { Service: "ec2.amazonaws.com" } }], undefined],
  [
    "any service",
    [{ Principal: "*", ...when("Bool", "aws:PrincipalIsAWSService", "true") }],
    "any AWS service",
  ],
  ["a provider", [{ Principal: { Federated: github }, Action: "sts:AssumeRoleWithWebIdentity" }], undefined],
  [
    "any provider",
    [
      {
        Principal: "*",
        Action: "sts:AssumeRoleWithWebIdentity",
        ...when("Null", "aws:PrincipalArn", "true"),
      },
      { Principal: { AWS: "*" }, Effect: "Deny", ...when("Null", "aws:PrincipalAccount", "false") },
    ],
    "any AWS account",
  ],
  [
    "any account that may only tag the session",
    [{ Principal: { AWS: "*" }, Action: "sts:TagSession" }],
    undefined,
  ],
];

describe("no-public-access", () => {
  for (const [name, statements, callers] of buckets) {
    it(`${callers === undefined ? "holds" : "is refuted"} for ${name}`, () => {
      const outcome = checkProperty(noPublicAccess, bucket(...statements), searchOptions);
      expect(outcome, JSON.stringify(outcome)).to.include({
        verdict: callers === undefined ? "holds" : "refuted",
        by: "proof",
      });
      if (outcome.verdict === "refuted")
        expect(outcome.reason.endsWith(` for ${callers}`), outcome.reason).to.equal(true);
    });
  }

  it("says the same of requests that AWS could send", async () => {
    const typed: SearchOptions = {
      ...searchOptions,
      reference: await loadServiceReference(["s3"]),
      universe: "typed",
    };
    for (const [name, statements, callers] of buckets) {
      const { verdict } = checkProperty(noPublicAccess, bucket(...statements), typed);
      expect(verdict, name).to.equal(callers === undefined ? "holds" : "refuted");
    }
  });

  it("shows a request by a caller that its keys describe", () => {
    const admins = { ...everyone, ...when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Admin*") };
    const outcome = checkProperty(noPublicAccess, bucket(admins), searchOptions);
    expect(outcome).to.have.nested.property("witness.decision", "allowed");
    expect(outcome)
      .to.have.nested.property("witness.request.principal")
      .that.matches(/^arn:aws:iam::[^:]{12}:role\/Admin/);
  });

  it("is judged by the readings of what is known in part", () => {
    const widest = bucketOf(everyone);
    const narrowest = bucketOf({ Principal: { AWS: role } });
    const known: Target = {
      ...bucket(everyone),
      bounds: { lower: bucketOf(everyone, { Principal: { AWS: role } }), unknown: [] },
    };
    expect(evaluateProperty(noPublicAccess, known, searchOptions).verdict).to.equal("refuted");
    const open: Target = { ...known, policies: widest, bounds: { lower: narrowest, unknown: [] } };
    expect(evaluateProperty(noPublicAccess, open, searchOptions).verdict).to.equal("undecided");
  });

  it("is refuted by a stranger that the narrowest reading lets in, and names the policy of the resource alone", () => {
    const roles = trust({ Principal: { AWS: "*" } });
    const narrowest = trust(
      { Principal: { AWS: "*" }, Action: "sts:AssumeRole" },
      { Principal: { AWS: account } },
    );
    const outcome = evaluateProperty(
      noPublicTrust,
      { ...roles, bounds: { lower: narrowest.policies, unknown: [] } },
      searchOptions,
    );
    expect(outcome).to.have.nested.property("witness.statements.length", 1);
    expect(outcome).to.have.nested.property("witness.statements[0].source", "aws_s3_bucket_policy.b");
  });

  it("is about resources, and not about principals or trust policies", () => {
    expect(noPublicAccess.appliesTo(trust({ Principal: { AWS: "*" } }))).to.equal(false);
    expect(noPublicAccess.appliesTo(targetOf({ identity: [] }))).to.equal(false);
  });
});

describe("no-public-trust", () => {
  for (const [name, statements, callers] of trusts) {
    it(`${callers === undefined ? "holds" : "is refuted"} for ${name}`, () => {
      const outcome = checkProperty(noPublicTrust, trust(...statements), searchOptions);
      expect(outcome, JSON.stringify(outcome)).to.include({
        verdict: callers === undefined ? "holds" : "refuted",
        by: "proof",
      });
      if (outcome.verdict === "refuted")
        expect(outcome.reason).to.equal(`\`${role}\` can be assumed by ${callers}`);
    });
  }
});
