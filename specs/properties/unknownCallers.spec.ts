import { expect } from "chai";
import { evaluateProperty } from "../../harness/run/evaluateProperty.js";
import { assumableBy } from "../../properties/catalogue/assumableBy.js";
import { confusedDeputy } from "../../properties/catalogue/confusedDeputy.js";
import { externalId } from "../../properties/catalogue/externalId.js";
import { noPublicTrust } from "../../properties/catalogue/noPublicTrust.js";
import { oidcSubject } from "../../properties/catalogue/oidcSubject.js";
import type { Target } from "../../properties/target.js";
import { account, everyone, type Statement, trust } from "./calledResources.js";
import { hole, searchOptions } from "./targets.js";

/** A role whose trust policy is known in part. */
const between = (widest: readonly Statement[], narrowest: readonly Statement[]): Target => ({
  ...trust(...widest),
  bounds: { lower: trust(...narrowest).policies, unknown: [hole] },
});

const none = { Principal: { AWS: account }, Action: "sts:TagSession" };
const anyone = { ...everyone, Action: "sts:*" };
const own = { Principal: { AWS: account } };

describe("a trust policy that is known only after apply", () => {
  for (const law of [
    confusedDeputy,
    externalId,
    oidcSubject,
    noPublicTrust,
    assumableBy.with({ principals: [account] }),
  ])
    it(`leaves ${law.id} undecided, as it may name anyone`, () => {
      expect(evaluateProperty(law, between([anyone], [none]), searchOptions).verdict).to.equal("undecided");
    });

  for (const law of [confusedDeputy, externalId, oidcSubject])
    it(`decides ${law.id} where it names the own account in any case`, () => {
      const target = between([{ ...own, Action: "sts:*" }], [own]);
      expect(evaluateProperty(law, target, searchOptions).verdict).to.equal("holds");
    });
});
