import { expect } from "chai";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { conditionGuard } from "../../properties/catalogue/conditionGuard.js";
import { regionConfined } from "../../properties/catalogue/regionConfined.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { searchOptions, targetWith } from "./targets.js";

const all = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const allow = (operator: string, key: string, value: string) => [
  { ...all, Condition: { [operator]: { [key]: value } } },
];
const deny = (operator: string, key: string, value: string) => [
  all,
  { ...all, Effect: "Deny", Condition: { [operator]: { [key]: value } } },
];

const mfa = "aws:MultiFactorAuthPresent";
const tls = "aws:SecureTransport";
const ip = "aws:SourceIp";
const office = "203.0.113.0/24";
const tag = "aws:PrincipalTag/live";

/** Key and value that must pass, the statements, and whether they ask for it. */
const rows: readonly (readonly [
  key: string,
  value: string,
  statements: readonly object[],
  holds: boolean,
])[] = [
  [mfa, "true", [all], false],
  [mfa, "true", allow("Bool", mfa, "true"), true],
  [mfa, "true", allow("BoolIfExists", mfa, "true"), false],
  [mfa, "true", deny("Bool", mfa, "false"), false],
  [mfa, "true", deny("BoolIfExists", mfa, "false"), true],
  [tls, "true", allow("Bool", tls, "true"), true],
  [tls, "true", deny("Bool", tls, "false"), true],
  [tls, "true", [all], false],
  [ip, office, allow("IpAddress", ip, office), true],
  [ip, office, allow("IpAddress", ip, "203.0.113.0/23"), false],
  [ip, office, deny("NotIpAddress", ip, office), true],
  [ip, office, deny("NotIpAddressIfExists", ip, office), true],
  [tag, "true", allow("StringEquals", tag, "true"), true],
  [tag, "true", allow("StringLike", tag, "*"), false],
  [tag, "true", allow("StringEquals", tag, "perhaps"), false],
];

describe("condition-guard", () => {
  for (const [key, value, statements, holds] of rows)
    it(`${holds ? "holds" : "is refuted"} for ${key} ${value} by ${JSON.stringify(statements.at(-1)).slice(17)}`, () => {
      const law = conditionGuard.with({ actions: ["s3:*"], key: [key], values: [value] });
      const outcome = checkProperty(law, targetWith(...statements), searchOptions);
      expect(outcome, JSON.stringify(outcome)).to.include({
        verdict: holds ? "holds" : "refuted",
        by: "proof",
      });
    });
});

describe("region-confined", () => {
  const law = regionConfined.with({ regions: ["eu-west-1"] });
  for (const [resource, verdict] of [
    ["*", "refuted"],
    ["arn:aws:sqs:*:111122223333:jobs", "refuted"],
    ["arn:aws:sqs:eu-west-2:111122223333:jobs", "refuted"],
    ["arn:aws:sqs:eu-west-1:111122223333:jobs", "holds"],
  ] as const)
    it(`${verdict === "holds" ? "holds" : "is refuted"} for ${resource}`, async () => {
      const reference = await loadServiceReference(["sqs"]);
      const target = targetWith({ Effect: "Allow", Action: "sqs:SendMessage", Resource: resource });
      const options = { ...searchOptions, reference, universe: "typed" } as const;
      expect(checkProperty(law, target, options).verdict).to.equal(verdict);
    });
});
