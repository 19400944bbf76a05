import { expect } from "chai";
import type { HeldResource } from "../../../../policies/language/policySet.js";
import type { ContextValue, Request } from "../../../../policies/language/request.js";
import { type CallerClass, policiesFor } from "../../../../policies/prove/callers/callerClass.js";
import { callerClasses } from "../../../../policies/prove/callers/callerClasses.js";
import { checkCertificate } from "../../../../policies/prove/certificate/checkCertificate.js";
import { findRequest } from "../../../../policies/prove/findRequest.js";
import type { Access } from "../../../../policies/prove/question/access.js";
import { fitsCaller } from "../../../../policies/prove/question/bindCallerKeys.js";
import { authorize as define } from "../../../reference/authorize.js";
import { type ConcreteCaller, isMember } from "../../../reference/callers.js";
import { Dice } from "../generatedPolicies.js";
import { callers, generatedBucket, own } from "./generatedResourcePolicy.js";

describe("generated classes of callers", () => {
  it("hold every caller, and judge each as the definition does", function () {
    this.timeout(60_000);
    const dice = new Dice(5);
    const seen = { empty: 0, found: 0, undecided: 0 };
    for (let round = 0; round < 300; round += 1) {
      const resource = generatedBucket(dice);
      const classes = callerClasses(resource.policies, { account: own });
      const covering = classes.some(({ kind }) => kind === "everyone");
      if (covering) {
        for (const caller of callers)
          expect(
            classes.some((one) => isMember(caller, one, classes)),
            caller.principal,
          ).to.equal(true);
      }
      for (const one of classes) seen[judge(one, classes, { resource, certificates: round % 4 === 0 })] += 1;
    }
    expect(Math.min(seen.empty, seen.found), JSON.stringify(seen)).to.be.above(500);
    expect(seen.undecided, JSON.stringify(seen)).to.be.below(100);
  });
});

interface Judged {
  readonly resource: HeldResource;
  readonly certificates: boolean;
}

/** Compares the prover's answer about a class with what the definition says of its members. */
function judge(one: CallerClass, classes: readonly CallerClass[], { resource, certificates }: Judged) {
  const policies = policiesFor(one, resource);
  const access: Access = {
    kind: "both",
    parts: [
      { kind: "of", policies },
      { kind: "matching", statement: { resource: { negated: false, patterns: resource.arns } } },
    ],
  };
  const options = { principal: one.principal, resourceAccount: own, among: one.members };
  const answer = findRequest(access, options);
  const why = JSON.stringify([one, resource, answer]);
  if (answer.kind === "found") {
    expect(define(policies, answer.witness), why).to.equal("allowed");
    expect(fitsCaller(answer.witness, one.members), why).to.equal(true);
  }
  if (answer.kind === "empty") {
    if (certificates) expect(checkCertificate(access, answer.certificate, options), why).to.equal(true);
    const members = callers.filter((caller) => isMember(caller, one, classes));
    // the root user needs no identity policy
    const asked = members.filter(({ kind }) => one.ownPolicies === "everything" || kind !== "root");
    for (const request of asked.flatMap(requestsBy)) {
      expect(define(policies, request), `${JSON.stringify(request)} ${why}`).not.to.equal("allowed");
    }
  }
  return answer.kind;
}

const requestsBy = ({ principal, keys }: ConcreteCaller): readonly Request[] =>
  ["s3:GetObject", "s3:PutObject"].flatMap((action) =>
    ["arn:aws:s3:::b/k", "arn:aws:s3:::b/alice"].flatMap((resource) =>
      [{}, { "aws:SecureTransport": "true" }].map((more: Record<string, ContextValue>) => ({
        principal,
        action,
        resource,
        resourceAccount: own,
        context: { ...keys, ...more },
      })),
    ),
  );
