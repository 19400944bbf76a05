import { expect } from "chai";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { accessOf } from "../../../policies/prove/accessOf.js";
import { checkCertificate } from "../../../policies/prove/certificate/checkCertificate.js";
import { prove } from "../../../policies/prove/prove.js";
import { relate } from "../../../policies/prove/relate.js";
import { loadServiceReference } from "../../../policies/reference/loadServiceReference.js";
import { allowing, policySetOf } from "./policySets.js";

const when = (operator: string, values: string | readonly string[], key = "aws:k") => ({
  Condition: { [operator]: { [key]: values } },
});
const on = (...patterns: readonly string[]) => ({ Resource: patterns });

describe("the layers of a policy set", () => {
  const document = (set: PolicySet) => set.identity[0]!;
  const all = allowing({ Action: "*" });
  const get = allowing({});

  it("limit what is allowed, each alone", () => {
    for (const limited of [
      { ...all, boundary: document(get) },
      { ...all, session: [document(get)] },
      { ...all, scps: [[document(all)], [document(get)]] },
      { ...all, endpoint: document(get) },
    ]) {
      expect(relate(limited, get).relation).to.equal("equal");
    }
  });

  it("deny in every layer", () => {
    const denying = policySetOf({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Deny", Action: "s3:*", Resource: "*" },
      ],
    });
    for (const set of [
      { ...get, boundary: document(denying) },
      { ...get, scps: [[document(denying)]] },
    ]) {
      expect(accessOf(set).isEmpty().verdict).to.equal("proved");
    }
  });

  it("allow by a resource policy what no identity policy does", () => {
    const resource = document(allowing({ Principal: "*", Action: "s3:PutObject" }));
    expect(relate(get, { ...get, resource }).relation).to.equal("subset");
  });
});

describe("prove", () => {
  it("hands out the simplest request it can show the difference with", () => {
    const left = allowing({ Action: "ec2:TerminateInstances" });
    const right = allowing({
      Action: "ec2:TerminateInstances",
      ...when("Null", "false", "aws:ResourceTag/Owner"),
    });
    const verdict = prove(left, right);
    expect(verdict.verdict === "refuted" && verdict.witness).to.deep.equal({
      principal: "arn:aws:iam::111122223333:role/example",
      action: "ec2:TerminateInstances",
      resource: "*",
      resourceAccount: "111122223333",
      context: {},
    });
  });

  it("does not decide between unknown principals", () => {
    const named = allowing({ Principal: { AWS: "arn:aws:iam::111122223333:role/example" } });
    const verdict = prove({ identity: [], resource: named.identity[0]! }, { identity: [] });
    expect(verdict.verdict === "undecided" && verdict.reason).to.contain("who asks");
    const principal = "arn:aws:iam::111122223333:role/example";
    expect(
      prove({ identity: [], resource: named.identity[0]! }, { identity: [] }, { principal }).verdict,
    ).to.equal("refuted");
  });

  it("needs a service reference for the typed universe", () => {
    const verdict = prove(allowing({}), allowing({}, {}), { universe: "typed" });
    expect(verdict.verdict).to.equal("undecided");
  });

  it("proves nothing of the typed universe from a part of the service reference", async () => {
    const [left, right] = [allowing({ Action: "*" }), allowing({ Action: ["s3:*", "ec2:*"] })];
    const some = await loadServiceReference(["s3", "ec2"]);
    const options = { universe: "typed", reference: some } as const;
    const verdict = prove(left, right, options);
    expect(verdict.verdict === "undecided" && verdict.reason).to.equal(
      "the service reference at hand is not all there is of `*`",
    );
    expect(prove(right, left, options).verdict).to.equal("proved");
    expect(prove(left, right, { ...options, reference: await loadServiceReference() }).verdict).to.equal(
      "refuted",
    );
    const named = [allowing({ Action: "sqs:*" }), allowing({ Action: "s3:*" })] as const;
    expect(prove(...named, options).verdict).to.equal("undecided");
    const known = await loadServiceReference(["s3", "sqs", "no-such-service"]);
    expect(prove(...named, { ...options, reference: known }).verdict).to.equal("refuted");
    const odd = [allowing({ Action: "no-such-service:*" }), allowing({ Action: "s3:*" })] as const;
    const newer = prove(...odd, { ...options, reference: known });
    expect(newer.verdict === "refuted" && newer.newer).to.equal("no-such-service:Example");
  });

  it("gives a policy variable of the typed universe no value where no request may carry its key", async () => {
    const reference = await loadServiceReference(["ecs", "s3"]);
    const options = { universe: "typed", reference, budget: 20_000 } as const;
    const variables = ["s3:prefix", "s3:delimiter", "s3:max-keys"].map((key) => `\${${key}}`);
    const within = (Action: string) =>
      allowing({ Action, ...when("StringEquals", variables, "aws:SourceVpc") });
    const other = allowing({ Action: "ecs:ListClusters" });
    const proof = prove(within("ecs:*"), other, options);
    if (proof.verdict !== "proved") throw new Error(JSON.stringify(proof));
    expect(proof.certificate).to.have.nested.property("division.cases", "carried");
    const { access } = accessOf(within("ecs:*")).minus(accessOf(other));
    expect(checkCertificate(access, proof.certificate, options)).to.equal(true);
    const { access: elsewhere } = accessOf(within("s3:*")).minus(accessOf(other));
    expect(checkCertificate(elsewhere, proof.certificate, options)).to.equal(false);
    const found = prove(within("s3:*"), other, options);
    expect(found.verdict === "refuted" && Object.keys(found.witness.context)).to.include("s3:prefix");
  });

  it("knows the keys of the typed universe that AWS sends as lists, and those of identity providers", async () => {
    const reference = await loadServiceReference(["dynamodb", "sts"]);
    const typed = { universe: "typed", reference } as const;
    const leading = (operator: string) => when(operator, "t1", "dynamodb:LeadingKeys");
    const get = { Action: "dynamodb:GetItem" };
    const denied = allowing(get, { ...get, Effect: "Deny", ...leading("StringNotEquals") });
    const verdict = prove(
      denied,
      allowing(
        { ...get, ...leading("StringEquals") },
        { ...get, ...when("Null", "true", "dynamodb:LeadingKeys") },
      ),
      typed,
    );
    expect(verdict.verdict === "refuted" && verdict.witness.context["dynamodb:LeadingKeys"]).to.be.an(
      "array",
    );
    const key = "oidc.eks.us-east-1.amazonaws.com/id/ABC:sub";
    const signIn = (like: string) =>
      allowing({ Action: "sts:AssumeRoleWithWebIdentity", ...when("StringLike", like, key) });
    expect(prove(signIn("system:*"), signIn("system:a:*"), typed).verdict).to.equal("refuted");
  });

  it("leaves a document undecided that is longer than any of AWS, and one below decided", () => {
    const resources = (count: number) =>
      allowing({ Resource: Array.from({ length: count }, (_, at) => `arn:aws:s3:::bucket-${at}/*`) });
    const verdict = prove(resources(10_000), allowing({}));
    expect(verdict).to.include({ verdict: "undecided", exhausted: true });
    expect(verdict.verdict === "undecided" && verdict.reason).to.match(
      /^`policy` has \d{6} characters, and the prover takes up to 196608$/,
    );
    expect(prove(resources(5000), allowing({})).verdict).to.equal("proved");
  });

  it("stops at its budget, and says so", () => {
    const pattern = (letter: string) => on(`arn:aws:s3:::b/*${letter}${"?".repeat(14)}`, "arn:aws:s3:::c");
    const left = allowing(pattern("a"), {
      Effect: "Deny",
      ...on("arn:aws:s3:::b/*c*", "arn:aws:s3:::b/?xample*"),
    });
    const right = allowing(pattern("b"));
    const verdict = prove(left, right, { budget: 10 });
    expect(verdict.verdict).to.equal("undecided");
    if (verdict.verdict === "undecided") {
      expect(verdict.reason).to.equal("took more than 10 steps");
      expect(verdict.budget.limit).to.equal(10);
    }
  });

  it("gives the same answer to the same question", () => {
    const left = allowing(when("StringLike", ["a*b*", "*c?"]));
    const right = allowing(when("StringLike", ["a*", "?c?"]));
    expect(prove(left, right)).to.deep.equal(prove(left, right));
  });
});

describe("accessOf", () => {
  const objects = accessOf(allowing({ Action: ["s3:GetObject", "s3:PutObject"] }));
  const reads = accessOf(allowing({ Action: "s3:Get*" }));

  it("combines sets of requests", () => {
    const both = objects.intersect(reads);
    expect(both.isSubsetOf(accessOf(allowing({}))).verdict).to.equal("proved");
    expect(objects.minus(reads).witness()).to.deep.include({ kind: "found" });
    expect(objects.minus(objects.union(reads)).isEmpty().verdict).to.equal("proved");
  });

  it("is empty for no policies, though one action is always allowed", () => {
    const nothing = accessOf({ identity: [] });
    expect(nothing.isEmpty().verdict).to.equal("proved");
    const answer = objects.witness();
    expect(answer.kind === "found" && nothing.contains(answer.witness)).to.equal(false);
    expect(answer.kind === "found" && objects.contains(answer.witness)).to.equal(true);
  });
});

describe("a policy variable whose readable value a policy compares", () => {
  for (const [variable, key, example] of [
    ["aws:ResourceOrgID", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
    ["aws:PrincipalTag/team", "s3:ExistingObjectTag/team", "example"],
    ["aws:ResourceAccount", "aws:k", "111122223333"],
  ] as const)
    it(`has other values too: \${${variable}}`, () => {
      const left = allowing(when("StringEquals", `\${${variable}}`, key));
      expect(prove(left, allowing(when("StringEquals", example, key))).verdict).to.equal("refuted");
    });
});
