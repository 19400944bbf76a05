import { expect } from "chai";
import { externalId } from "../../properties/catalogue/externalId.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { trust, when } from "./calledResources.js";
import { searchOptions } from "./targets.js";

/** A condition on another account's principals, and how they can assume the role without a fixed external ID. */
const rows: readonly (readonly [string, string, readonly string[], RegExp | undefined])[] = [
  ["StringEquals", "sts:ExternalId", ["jobs-1", "jobs-2"], undefined],
  ["StringLike", "sts:ExternalId", ["jobs-1"], undefined],
  ["StringEqualsIgnoreCase", "sts:ExternalId", ["Jobs-1"], undefined],
  ["StringLike", "sts:ExternalId", ["jobs-*"], /not fixed, such as `jobs-/],
  ["StringLike", "sts:ExternalId", ["*"], /not fixed/],
  ["Null", "sts:ExternalId", ["false"], /not fixed/],
  ["StringEqualsIfExists", "sts:ExternalId", ["jobs-1"], /without an external ID$/],
  ["StringNotEquals", "sts:ExternalId", ["jobs-1"], /without an external ID$/],
  ["StringEquals", "aws:PrincipalOrgID", ["o-abc1234567"], undefined],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-abc1234567/r-ab12/*"], undefined],
  ["Null", "aws:PrincipalOrgID", ["false"], /without an external ID$/],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-*"], /without an external ID$/],
  ["StringEquals", "aws:PrincipalOrgID", ["$" + "{aws:ResourceOrgID}"], undefined],
  ["StringEqualsIfExists", "aws:PrincipalOrgID", ["$" + "{aws:ResourceOrgID}"], /without an external ID$/],
  ["Bool", "aws:MultiFactorAuthPresent", ["true"], undefined],
  ["Bool", "aws:MultiFactorAuthPresent", ["false"], /without an external ID$/],
  ["BoolIfExists", "aws:MultiFactorAuthPresent", ["true"], /without an external ID$/],
];

describe("external-id", () => {
  for (const [operator, key, values, reason] of rows) {
    it(`${reason === undefined ? "holds" : "is refuted"} for ${operator} ${key} ${values.join(", ")}`, () => {
      const target = trust({ Principal: { AWS: "999988887777" }, ...when(operator, key, ...values) });
      const outcome = checkProperty(externalId, target, searchOptions);
      if (reason === undefined) expect(outcome).to.include({ verdict: "holds", by: "proof" });
      else expect(outcome).to.have.property("reason").that.matches(reason);
    });
  }
});
