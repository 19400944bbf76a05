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
import { policySetOf } from "../policySets.js";
import { callers, generatedBucket, own } from "./generatedResourcePolicy.js";

const classesOf = (...statements: readonly object[]) =>
  callerClasses(policySetOf({ Version: "2012-10-17", Statement: statements }).identity, { account: own });
const bucketStatement = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };

describe("classes of callers", () => {
  it("are named in plain English, the widest first", () => {
    const classes = classesOf(
      { ...bucketStatement, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } } },
      { ...bucketStatement, Principal: { AWS: "999988887777", Service: "logging.s3.amazonaws.com" } },
      { ...bucketStatement, Principal: { Federated: "accounts.google.com" } },
      {
        ...bucketStatement,
        Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::222233334444:role/job" } },
      },
    );
    expect(classes.map(({ name }) => name)).to.deep.equal([
      "everyone, signed in or not",
      "any AWS account",
      "organization o-abc1234567",
      "any principal of this account, 111122223333, regardless of its policies",
      "other principals of this account, 111122223333, as their own policies allow",
      "account 999988887777",
      "account 222233334444",
      "arn:aws:iam::222233334444:role/job",
      "any AWS service",
      "service logging.s3.amazonaws.com",
      "any identity provider",
      "identity provider accounts.google.com",
    ]);
  });

  it("hold no unnamed callers where no principal covers them", () => {
    const classes = classesOf({ ...bucketStatement, Principal: { AWS: "999988887777" } });
    expect(classes.map(({ kind }) => kind)).to.deep.equal(["ownAccount", "ownPrincipals", "account"]);
  });

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
