import { expect } from "chai";
import { kmsAdministrable } from "../../properties/catalogue/kmsAdministrable.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { account, bucketOf, everyone, type Statement, when } from "./calledResources.js";
import { searchOptions, targetOf } from "./targets.js";

const arn = `arn:aws:kms:eu-west-1:${account}:key/jobs`;
const root = (id: string): Statement => ({
  Principal: { AWS: `arn:aws:iam::${id}:root` },
  Action: "kms:*",
  Resource: "*",
});
const denied = { ...everyone, Effect: "Deny", Action: "kms:Put*", Resource: "*" };

const rows: readonly (readonly [string, readonly Statement[], "holds" | "refuted"])[] = [
  ["the account", [root(account)], "holds"],
  ["the account, on the key", [{ ...root(account), Resource: arn }], "holds"],
  [
    "the account, on another key",
    [{ ...root(account), Resource: `arn:aws:kms:eu-west-1:${account}:key/other` }],
    "refuted",
  ],
  ["a role", [{ ...root(account), Principal: { AWS: `arn:aws:iam::${account}:role/r` } }], "holds"],
  ["another account, which cannot ask for it", [root("999988887777")], "refuted"],
  ["a service", [{ ...root(account), Principal: { Service: "logs.amazonaws.com" } }], "refuted"],
  ["the account, denied to everyone", [root(account), denied], "refuted"],
  ["the account, denied to it", [root(account), { ...root(account), Effect: "Deny" }], "refuted"],
  ["the account, denied to another", [root(account), { ...root("999988887777"), Effect: "Deny" }], "holds"],
  [
    "the account, denied to a role of it",
    [
      root(account),
      { ...root(account), Effect: "Deny", Principal: { AWS: `arn:aws:iam::${account}:role/r` } },
    ],
    "holds",
  ],
  [
    "the account, denied to services",
    [root(account), { ...root(account), Effect: "Deny", Principal: { Service: "*" } }],
    "holds",
  ],
  [
    "the account, denied without MFA",
    [root(account), { ...denied, ...when("BoolIfExists", "aws:MultiFactorAuthPresent", "false") }],
    "holds",
  ],
];

describe("kms-administrable", () => {
  for (const [name, statements, verdict] of rows)
    it(`${verdict === "holds" ? "holds" : "is refuted"} for ${name}`, () => {
      const [base] = bucketOf(...statements).resources!;
      const resources = [{ ...base!, address: "aws_kms_key.k", arns: [arn], actions: ["kms:*"] }];
      const target = targetOf({ identity: [], resources }, { resource: { kind: "resource" } });
      expect(checkProperty(kmsAdministrable, target, searchOptions).verdict).to.equal(verdict);
    });
});
