import { expect } from "chai";
import { externalId } from "../../properties/catalogue/externalId.js";
import { orgPerimeter } from "../../properties/catalogue/orgPerimeter.js";
import { checkProperty } from "../../properties/checkProperty.js";
import type { Target } from "../../properties/target.js";
import { bucket, everyone, trust } from "./calledResources.js";
import { searchOptions } from "./targets.js";

const named = { Principal: { AWS: "444455556666" } };
/** The same resource in an account that an example represents. */
const unknown = (target: Target): Target => ({
  ...target,
  resource: { ...target.resource!, isAccountUnknown: true },
});

describe("a law about other accounts", () => {
  const perimeter = orgPerimeter.with({ trusted: ["o-abc1234567"] });
  for (const [property, target] of [
    [externalId, trust(named)],
    [perimeter, bucket(named)],
  ] as const)
    it(`is undecided of ${property.id} where an account that is named may be the same one`, () => {
      expect(checkProperty(property, target, searchOptions).verdict).to.equal("refuted");
      expect(checkProperty(property, unknown(target), searchOptions)).to.have.nested.property(
        "holes[0].remedy",
        "give the account with `--account`",
      );
    });

  it("is refuted by any account, whichever the own one is", () => {
    expect(checkProperty(perimeter, unknown(bucket(everyone)), searchOptions).verdict).to.equal("refuted");
  });

  it("is decided of the partners that are given", () => {
    const partners = externalId.with({ partners: ["444455556666"] });
    expect(checkProperty(partners, unknown(trust(named)), searchOptions).verdict).to.equal("refuted");
  });
});
