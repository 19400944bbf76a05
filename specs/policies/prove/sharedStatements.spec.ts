import { expect } from "chai";
import type { PolicyDocument, Statement } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { checkCertificate } from "../../../policies/prove/certificate/checkCertificate.js";
import { prove } from "../../../policies/prove/prove.js";
import { difference } from "../../../policies/prove/question/access.js";
import { proverFor } from "../../../policies/prove/question/prover.js";
import { relate } from "../../../policies/prove/relate.js";
import { crossCheck } from "./crossCheck.js";
import { Dice, generatePolicySet, generateRequest } from "./generatedPolicies.js";
import { allowing } from "./policySets.js";

type Mutation = (document: PolicyDocument) => PolicyDocument;

/** A mutation of one statement, given its place; the other statements are the same objects as before. */
function eachStatement(mutate: (statement: Statement) => Partial<Statement>): Mutation {
  return (document) => {
    const [first, ...others] = document.statements;
    return first ? { ...document, statements: [{ ...first, ...mutate(first) }, ...others] } : document;
  };
}

/** Each reuses what it can of the objects of the document. */
const mutations: Readonly<Record<string, Mutation>> = {
  "the older version": (document) => ({ ...document, version: "2008-10-17" }),
  "the newer version": (document) => ({ ...document, version: "2012-10-17" }),
  "no statement but the first": (document) => ({
    ...document,
    statements: document.statements.slice(0, 1),
  }),
  "no first statement": (document) => ({ ...document, statements: document.statements.slice(1) }),
  "the statements twice": (document) => ({
    ...document,
    statements: [...document.statements, ...document.statements],
  }),
  "the statements in reverse": (document) => ({ ...document, statements: document.statements.toReversed() }),
  "the other effect": eachStatement(({ effect }) => ({ effect: effect === "Allow" ? "Deny" : "Allow" })),
  "no conditions": eachStatement(() => ({ conditions: [] })),
  "one condition less": eachStatement(({ conditions }) => ({ conditions: conditions.slice(1) })),
  "the action turned round": eachStatement(({ action }) => ({
    action: { ...action, negated: !action.negated },
  })),
  "the resource turned round": eachStatement(({ resource }) =>
    resource === undefined ? {} : { resource: { ...resource, negated: !resource.negated } },
  ),
};

/** Documents that share statements, each in the place of the other one. */
const setsOf = (set: PolicySet, mutate: Mutation): readonly [PolicySet, PolicySet] => [
  set,
  { ...set, identity: set.identity.map(({ source, document }) => ({ source, document: mutate(document) })) },
];

describe("the prover, on documents that share statements,", () => {
  it("reads each under the version of its document", () => {
    const set = allowing({ Resource: "arn:aws:s3:::b/${aws:username}" });
    const [newer, older] = setsOf(set, mutations["the older version"]!);
    for (const prover of [{}, proverFor()]) {
      expect(relate(newer, older, prover).relation).to.equal("incomparable");
      expect(relate(older, newer, prover).relation).to.equal("incomparable");
    }
  });

  it("keeps a certificate of one version from passing for the other", () => {
    const set = allowing({ Resource: "arn:aws:s3:::b/${aws:username}" });
    const [newer, older] = setsOf(set, mutations["the older version"]!);
    const prover = proverFor();
    const proof = prove(newer, newer, prover);
    if (proof.verdict !== "proved") expect.fail(proof.verdict);
    const access = difference({ kind: "of", policies: newer }, { kind: "of", policies: older });
    expect(checkCertificate(access, proof.certificate, prover)).to.equal(false);
  });

  for (const [name, mutate] of Object.entries(mutations)) {
    it(`says of them what it says of copies, and what the evaluator says: ${name}`, () => {
      const dice = new Dice(name.length);
      const prover = proverFor();
      for (let round = 0; round < 60; round += 1) {
        const [one, other] = setsOf(generatePolicySet(dice), mutate);
        const shared = relate(one, other, prover).relation;
        const apart = relate(structuredClone(one), structuredClone(other)).relation;
        expect(shared, JSON.stringify([one, other])).to.equal(apart);
        const requests = () => Array.from({ length: 50 }, () => generateRequest(dice));
        for (const [left, right] of [
          [one, other],
          [other, one],
        ] as const) {
          const { disagreement } = crossCheck(
            { left, right, options: prover, requests },
            { certificates: true },
          );
          expect(disagreement, JSON.stringify([left, right])).to.equal(undefined);
        }
      }
    });
  }
});
