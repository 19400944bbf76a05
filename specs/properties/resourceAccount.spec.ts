import { expect } from "chai";
import { assumableBy } from "../../properties/catalogue/assumableBy.js";
import { noPublicAccess } from "../../properties/catalogue/noPublicAccess.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { account, bucket, everyone, type Statement, trust, when } from "./calledResources.js";
import { searchOptions } from "./targets.js";

const ofResource = "$" + "{aws:ResourceAccount}";

/** The callers that a bucket is for, and the callers in the reason where it is public then. */
const rows: readonly (readonly [name: string, statement: Statement, callers: string | undefined])[] = [
  ["own account", { ...everyone, ...when("StringEquals", "aws:PrincipalAccount", ofResource) }, undefined],
  [
    "own account, the other way round",
    { ...everyone, ...when("StringEquals", "aws:ResourceAccount", "$" + "{aws:PrincipalAccount}") },
    undefined,
  ],
  [
    "callers of other accounts",
    { ...everyone, ...when("StringNotEquals", "aws:PrincipalAccount", ofResource) },
    "everyone, signed in or not",
  ],
  [
    "everyone, in its account",
    { ...everyone, ...when("StringEquals", "aws:ResourceAccount", account) },
    "everyone, signed in or not",
  ],
];

describe("the account that a resource is in", () => {
  for (const [name, statement, callers] of rows)
    it(`makes a bucket ${callers === undefined ? "not " : ""}public that is for ${name}`, () => {
      const outcome = checkProperty(noPublicAccess, bucket(statement), searchOptions);
      if (callers === undefined) expect(outcome).to.include({ verdict: "holds", by: "proof" });
      else
        expect(outcome)
          .to.have.property("reason")
          .that.matches(new RegExp(`for ${callers}$`));
    });

  it("is that of callers in it", () => {
    const role = trust({
      Principal: { AWS: account },
      ...when("StringEquals", "aws:PrincipalAccount", ofResource),
    });
    const law = assumableBy.with({ principals: ["999988887777"] });
    expect(checkProperty(law, role, searchOptions).verdict).to.equal("refuted");
  });
});
