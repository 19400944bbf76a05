import { expect } from "chai";
import { parsePolicy } from "../../policies/language/parsePolicy.js";
import { loadServiceReference } from "../../policies/reference/loadServiceReference.js";
import { noBroadDataRead } from "../../properties/catalogue/noBroadDataRead.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { searchOptions, targetOf } from "./targets.js";

/** A condition on reads of all secrets, and whether it limits them to some. */
const rows: readonly (readonly [operator: string, key: string, value: string, limits: boolean])[] = [
  ["StringEquals", "aws:ResourceTag/team", "jobs", true],
  ["StringEquals", "secretsmanager:SecretId", "jobs", true],
  ["Null", "aws:ResourceTag/team", "false", true],
  ["StringEqualsIfExists", "aws:ResourceTag/team", "jobs", false],
  ["StringEquals", "aws:ResourceAccount", "111122223333", false],
  ["StringEquals", "aws:ResourceAccount", "$" + "{aws:PrincipalAccount}", false],
  ["StringEquals", "aws:ResourceOrgID", "$" + "{aws:PrincipalOrgID}", false],
  ["StringEquals", "aws:PrincipalOrgID", "o-abc1234567", false],
  ["StringEquals", "aws:PrincipalTag/team", "jobs", false],
  ["StringEquals", "aws:PrincipalServiceName", "logs.amazonaws.com", true],
  ["StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d", false],
  ["IpAddress", "aws:SourceIp", "203.0.113.0/24", false],
  ["Bool", "aws:MultiFactorAuthPresent", "true", false],
];

const secrets = (resource: string, condition?: object, principal?: string) => {
  const statement = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: resource };
  const Statement = { ...statement, ...(condition && { Condition: condition }) };
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return targetOf({ identity: [{ source: "p", document: parsed.value }] }, principal ? { principal } : {});
};

describe("access to all resources of a kind", () => {
  for (const [operator, key, value, limits] of rows) {
    it(`is ${limits ? "limited" : "as broad"} with ${operator} ${key} ${value}`, async () => {
      const target = secrets("*", { [operator]: { [key]: value } });
      const reference = await loadServiceReference(["secretsmanager"]);
      const outcome = checkProperty(noBroadDataRead, target, { ...searchOptions, reference });
      expect(outcome.verdict).to.equal(limits ? "holds" : "refuted");
    });
  }

  for (const [name, resource, isAll] of [
    ["any", "arn:aws:secretsmanager:*:*:secret:*", true],
    ["one account and region", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:*", true],
    ["one of GovCloud", "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:*", true],
    ["one of China", "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:*", true],
    ["one account, by name", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:jobs-*", false],
  ] as const)
    it(`is ${isAll ? "found" : "not found"} in ${name}`, async () => {
      const [, partition = "aws"] = resource.split(":");
      const target = secrets(resource, undefined, `arn:${partition}:iam::123456789012:role/r`);
      const reference = await loadServiceReference(["secretsmanager"]);
      const options = { ...searchOptions, reference, universe: "typed" } as const;
      expect(checkProperty(noBroadDataRead, target, options).verdict).to.equal(isAll ? "refuted" : "holds");
    });
});
