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
  ["StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d", false],
  ["IpAddress", "aws:SourceIp", "203.0.113.0/24", false],
  ["Bool", "aws:MultiFactorAuthPresent", "true", false],
];

describe("access to all resources of a kind", () => {
  for (const [operator, key, value, limits] of rows) {
    it(`is ${limits ? "limited" : "as broad"} with ${operator} ${key} ${value}`, async () => {
      const statement = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" };
      const Statement = { ...statement, Condition: { [operator]: { [key]: value } } };
      const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "identity");
      if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
      const target = targetOf({ identity: [{ source: "p", document: parsed.value }] });
      const reference = await loadServiceReference(["secretsmanager"]);
      const outcome = checkProperty(noBroadDataRead, target, { ...searchOptions, reference });
      expect(outcome.verdict).to.equal(limits ? "holds" : "refuted");
    });
  }
});
