import { expect } from "chai";
import { policiesFor } from "../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../policies/prove/callers/callerClasses.js";
import { noPublicAccess } from "../../properties/catalogue/noPublicAccess.js";
import { checkProperty } from "../../properties/checkProperty.js";
import { fromElsewhere } from "../../properties/fromElsewhere.js";
import {
  callers,
  generatedBucket,
  own,
  requestsBy,
} from "../policies/prove/callers/generatedResourcePolicy.js";
import { Dice } from "../policies/prove/generatedPolicies.js";
import { authorize as define } from "../reference/authorize.js";
import { isMember } from "../reference/callers.js";
import { holds } from "../reference/holds.js";
import { searchOptions, targetOf } from "./targets.js";

describe("no-public-access, of generated policies", function () {
  this.timeout(60_000);

  it("is refuted where the definition lets a caller in that no policy names", () => {
    const dice = new Dice(23);
    const seen = { holds: 0, refuted: 0, undecided: 0, public: 0 };
    for (let round = 0; round < 150; round += 1) {
      const resource = generatedBucket(dice);
      const target = targetOf({ identity: [], resources: [resource] }, { resource: { kind: "resource" } });
      const outcome = checkProperty(noPublicAccess, target, searchOptions);
      seen[outcome.verdict] += 1;
      const classes = callerClasses(resource.policies, { account: own });
      const unnamed = classes.filter(({ kind }) => kind === "everyone" || kind === "anyAccount");
      const elsewhere = fromElsewhere(resource.policies);
      const found = unnamed.some((one) =>
        callers
          .filter((caller) => isMember(caller, one, classes))
          .flatMap(requestsBy)
          .some(
            (request) =>
              request.resource.startsWith("arn:aws:s3:::b") &&
              elsewhere.every((condition) => holds(condition, "2012-10-17", request)) &&
              define(policiesFor(one, resource), request) === "allowed",
          ),
      );
      if (found) {
        seen.public += 1;
        expect(outcome.verdict, JSON.stringify(resource)).to.equal("refuted");
      }
      if (outcome.verdict === "refuted") {
        const { request } = outcome.witness!;
        expect(define(policiesFor({ ownPolicies: "everything" }, resource), request)).to.equal("allowed");
      }
    }
    expect(Math.min(seen.holds, seen.refuted, seen.public), JSON.stringify(seen)).to.be.above(15);
  });
});
