import { expect } from "chai";
import type { PolicySet } from "../../../../policies/language/policySet.js";
import type { Certificate } from "../../../../policies/prove/certificate/certificate.js";
import { checkCertificate } from "../../../../policies/prove/certificate/checkCertificate.js";
import { prove } from "../../../../policies/prove/prove.js";
import { type Access, difference } from "../../../../policies/prove/question/access.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import { allowing } from "../policySets.js";

function certify(left: PolicySet, right: PolicySet): { access: Access; certificate: Certificate } {
  const verdict = prove(left, right);
  if (verdict.verdict !== "proved") throw new Error(`not proved: ${JSON.stringify(verdict)}`);
  const access = difference({ kind: "of", policies: left }, { kind: "of", policies: right });
  return { access, certificate: verdict.certificate };
}

const resource = (...names: readonly string[]) => ({ Resource: names.map((name) => `arn:aws:s3:::${name}`) });
const equals = (key: string, value: string) => ({ Condition: { StringEquals: { [key]: value } } });

/** Contained statement by statement, and contained only by cases. */
const covered = () => certify(allowing(resource("b/x*")), allowing(resource("b/*")));
const split = () =>
  certify(
    allowing(resource("b/*", "c")),
    allowing(
      { NotResource: ["arn:aws:s3:::b/*k*", "arn:aws:s3:::c"] },
      { ...resource("b/*k*"), Condition: { Null: { "aws:k": "true" } } },
      { ...resource("b/*k*"), Condition: { Null: { "aws:k": "false" } } },
      resource("c"),
    ),
  );
const tags = () =>
  certify(
    allowing({ Condition: { StringEquals: { "k:k": ["t", "f"] }, Bool: { "k:b": "true" } } }),
    allowing(equals("k:k", "t"), equals("k:k", "f")),
  );

/** Certificates with one thing changed, for the worse. */
function corruptions(certificate: Certificate): readonly Certificate[] {
  if (certificate.kind === "covering") return [{ kind: "covering", pairs: [] }];
  const [refutation] = certificate.refutations;
  const { lemmas, trace } = refutation!;
  const others = [
    ...lemmas.map((_, at) => ({ lemmas: lemmas.toSpliced(at, 1), trace: [] })),
    ...lemmas.map((lemma, at) => ({ lemmas: lemmas.with(at, lemma.slice(1)), trace })),
    ...lemmas.map((lemma, at) => ({
      lemmas: lemmas.with(
        at,
        lemma.map((literal) => -literal),
      ),
      trace,
    })),
    { lemmas, trace: [[1]] },
    { lemmas, trace: [[-1]] },
  ];
  return [
    { ...certificate, refutations: [] },
    ...others.map((refutation): Certificate => ({ ...certificate, refutations: [refutation] })),
  ];
}

describe("checkCertificate", () => {
  for (const [name, make] of Object.entries({ covered, split, tags })) {
    it(`accepts the certificate of a containment: ${name}`, () => {
      const { access, certificate } = make();
      expect(checkCertificate(access, certificate)).to.equal(true);
    });

    it(`accepts it after a round through JSON: ${name}`, () => {
      const { access, certificate } = make();
      expect(checkCertificate(access, JSON.parse(JSON.stringify(certificate)))).to.equal(true);
    });
  }

  it("has one statement by statement, and one by cases", () => {
    expect([covered(), split(), tags()].map(({ certificate }) => certificate.kind)).to.deep.equal([
      "covering",
      "refutations",
      "refutations",
    ]);
  });

  it("rejects a certificate of another question", () => {
    const { certificate } = covered();
    const wider = difference(
      { kind: "of", policies: allowing(resource("*")) },
      { kind: "of", policies: allowing(resource("b/*")) },
    );
    expect(checkCertificate(wider, certificate)).to.equal(false);
    expect(checkCertificate(wider, split().certificate)).to.equal(false);
  });

  for (const [name, make] of Object.entries({ covered, split })) {
    it(`rejects most corruptions, and never one that proves what is false: ${name}`, () => {
      const { access, certificate } = make();
      const rejected = corruptions(certificate).filter((one) => !checkCertificate(access, one));
      // a lemma may be one of several ways to the same end, so that it can be spared
      expect(rejected.length).to.be.above(corruptions(certificate).length / 2);
    });
  }

  it("rejects every lemma that is false", () => {
    const { access, certificate } = split();
    if (certificate.kind !== "refutations") throw new Error("expected a certificate by cases");
    const { lemmas, trace } = certificate.refutations[0]!;
    for (const [at, lemma] of lemmas.entries()) {
      const negated = lemmas.with(
        at,
        lemma.map((literal) => -literal),
      );
      const forged: Certificate = { ...certificate, refutations: [{ lemmas: negated, trace }] };
      expect(checkCertificate(access, forged), `lemma ${at}`).to.equal(false);
    }
  });

  it("accepts a proof about the typed universe only with all of its services", async () => {
    const [left, right] = [
      allowing({ Action: "iam:CreateAccessKey", Resource: "arn:aws:s3:::data" }),
      allowing({ Action: "s3:*" }),
    ];
    const typed = { universe: "typed", reference: await loadServiceReference(["iam", "s3"]) } as const;
    const verdict = prove(left, right, typed);
    if (verdict.verdict !== "proved") throw new Error(verdict.verdict);
    const access = difference({ kind: "of", policies: left }, { kind: "of", policies: right });
    expect(checkCertificate(access, verdict.certificate, typed)).to.equal(true);
    const part = { ...typed, reference: await loadServiceReference(["s3"]) };
    expect(checkCertificate(access, verdict.certificate, part)).to.equal(false);
    expect(checkCertificate(access, verdict.certificate)).to.equal(false);
  });
});
