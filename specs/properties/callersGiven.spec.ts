import { expect } from "chai";
import { assumableBy } from "../../properties/catalogue/assumableBy.js";
import { orgPerimeter } from "../../properties/catalogue/orgPerimeter.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { bucket, everyone, type Statement, trust, when } from "./calledResources.js";
import { searchOptions } from "./targets.js";

const organization = "o-abc1234567";
const other = "999988887777";
const cloudFront = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABCDEF";

const perimeters: readonly (readonly [string, Statement, "holds" | "refuted"])[] = [
  ["another account", { Principal: { AWS: other } }, "refuted"],
  [
    "another account that is a member",
    { Principal: { AWS: other }, ...when("StringEquals", "aws:PrincipalOrgID", organization) },
    "holds",
  ],
  [
    "another account in some units",
    {
      Principal: { AWS: other },
      ...when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", `${organization}/r-ab12/*`),
    },
    "holds",
  ],
  [
    "another account in units of any organization",
    { Principal: { AWS: other }, ...when("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-ab12/*") },
    "refuted",
  ],
  [
    "another organization",
    { ...everyone, ...when("StringEquals", "aws:PrincipalOrgID", "o-xyz1234567") },
    "refuted",
  ],
  ["an identity of CloudFront", { Principal: { AWS: cloudFront } }, "holds"],
];

describe("org-perimeter", () => {
  const law = orgPerimeter.with({ trusted: [organization] });
  for (const [name, statement, verdict] of perimeters)
    it(`${verdict === "holds" ? "holds" : "is refuted"} for ${name}`, () => {
      expect(checkProperty(law, bucket(statement), searchOptions).verdict).to.equal(verdict);
    });
});

const deployers = `arn:aws:iam::${other}:role/deploy-*`;
const assumers: readonly (readonly [string, Statement, "holds" | "refuted"])[] = [
  ["a role that is given", { Principal: { AWS: `arn:aws:iam::${other}:role/deploy-jobs` } }, "holds"],
  ["a session of one", { Principal: { AWS: `arn:aws:sts::${other}:assumed-role/deploy-jobs/ci` } }, "holds"],
  [
    "a session of another",
    { Principal: { AWS: `arn:aws:sts::${other}:assumed-role/admin/deploy-jobs` } },
    "refuted",
  ],
  ["their account", { Principal: { AWS: other } }, "refuted"],
  [
    "their account, if the role is one that is given",
    { Principal: { AWS: other }, ...when("ArnLike", "aws:PrincipalArn", deployers) },
    "holds",
  ],
  [
    "their account, if the role is of another name",
    { Principal: { AWS: other }, ...when("ArnLike", "aws:PrincipalArn", `arn:aws:iam::${other}:role/*`) },
    "refuted",
  ],
];

describe("assumable-by", () => {
  const law = assumableBy.with({ principals: [deployers] });
  for (const [name, statement, verdict] of assumers)
    it(`${verdict === "holds" ? "holds" : "is refuted"} for ${name}`, () => {
      expect(checkProperty(law, trust(statement), searchOptions).verdict).to.equal(verdict);
    });
});
