import { readFileSync } from "node:fs";
import { expect } from "chai";
import { comparePolicies } from "../../../../harness/run/compare/comparePolicies.js";
import { authorize } from "../../../../policies/evaluate/authorize.js";
import { compile } from "../../../../policies/evaluate/compile.js";
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";
import type { PolicyDocument } from "../../../../policies/language/policyDocument.js";
import { emptyServiceReference as reference } from "../../../../policies/reference/emptyServiceReference.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import { boundsOf, type Target } from "../../../../properties/target.js";

const options = { seed: 1, runs: 500, reference };
const principal = "arn:aws:iam::111122223333:role/r";
const allow = (action: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});

function document(...statements: readonly object[]): PolicyDocument {
  // not a document that AWS stores, but what a reading may turn out to be
  if (statements.length === 0) return { version: "2012-10-17", statements: [] };
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "identity");
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return parsed.value;
}

const target = (address: string, ...documents: readonly PolicyDocument[]): Target => ({
  address: { source: address },
  principal,
  policies: { identity: documents.map((document, index) => ({ source: `${address}[${index}]`, document })) },
  holes: [],
});

const [get, put] = [allow("s3:GetObject"), allow("s3:PutObject")];

const hole = { address: "aws_iam_policy.p", reason: "it is unknown", refersTo: [], remedy: "apply it" };

describe("comparePolicies", () => {
  for (const [name, left, right] of [
    ["statements in another order", [document(get, put)], [document(put, get)]],
    ["statements spread over documents", [document(get, put)], [document(put), document(get)]],
    ["statements under other names", [document({ ...get, Sid: "A" })], [document({ ...get, Sid: "B" })]],
    ["lists in another order", [document(allow(["a:B", "a:C"]))], [document(allow(["a:C", "a:B", "a:C"]))]],
  ] as const) {
    it(`finds ${name} equal`, () => {
      expect(comparePolicies(target("l", ...left), target("r", ...right), options)).to.deep.equal({
        relation: "equal",
        leftOnly: null,
        rightOnly: null,
      });
    });
  }

  it("counts what the service reference lacks, and reports what only contradicted requests show", async () => {
    const listed = { ...options, reference: await loadServiceReference(["s3", "iam"]) };
    const ask = (left: object, right: object) =>
      comparePolicies(target("l", document(left)), target("r", document(right)), listed);
    const none = allow("s3:GetObject");
    const pass = allow("iam:PassRole", { Condition: { StringEquals: { "iam:Future": "a" } } });
    for (const [more, name] of [
      [allow(["s3:GetObject", "iam:FutureAction"]), "iam:FutureAction"],
      [pass, "iam:Future"],
    ] as const) {
      const { relation, reasons } = ask(more, { ...none, Resource: more === pass ? "arn:aws:s3:::a" : "*" });
      const newer = { name, date: listed.reference.date };
      expect([relation, reasons], name).to.deep.equal(["superset", [{ kind: "newer", newer }]]);
    }
    const onBucket = { ...none, Resource: "arn:aws:s3:::bucket" };
    expect(ask(onBucket, { ...none, Effect: "Deny" })).to.deep.equal({
      relation: "equal",
      leftOnly: null,
      rightOnly: null,
      reasons: [{ kind: "contradicted" }],
    });
  });

  it("distinguishes trust policies by what identity providers named by ARN may do", () => {
    const github = "token.actions.githubusercontent.com";
    for (const [provider, key, expected] of [
      [`oidc-provider/${github}`, `${github}:sub`, "subset"],
      ["saml-provider/corp", "saml:sub", "subset"],
      ["saml-provider/corp", `${github}:sub`, "equal"], // a SAML provider never sends this key
    ] as const) {
      const trust = (...subjects: readonly string[]): Target => {
        const Principal = { Federated: `arn:aws:iam::111122223333:${provider}` };
        const Condition = { StringLike: { [key]: subjects } };
        const Statement = [
          { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal, Condition },
        ];
        const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "trust");
        if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
        return target("trust", parsed.value);
      };
      expect(comparePolicies(trust("repo:org/a:*"), trust("repo:*"), options).relation).to.equal(expected);
    }
  });

  it("compares resources for each class of callers, and a principal with what its resources give it", () => {
    const statement = {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::b/*",
    };
    const held = (...conditions: readonly object[]): Target["policies"] => {
      const Statement = conditions.map((Condition) => ({ ...statement, Condition }));
      const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement }), "resource");
      if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
      const policies = [{ source: "aws_s3_bucket_policy.b", document: parsed.value }];
      return {
        identity: [],
        resources: [{ address: "aws_s3_bucket.b", arns: ["arn:aws:s3:::b/*"], policies }],
      };
    };
    const denied = held({
      Null: { "aws:PrincipalArn": ["true"] },
      Bool: { "aws:PrincipalIsAWSService": "true" },
    });
    const admins = held({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin*" } });
    const all = held({});
    const base = target("b", document(get));
    const ofResource = (policies: Target["policies"]): Target => ({
      ...base,
      policies,
      resource: { kind: "resource" },
    });
    expect(comparePolicies(ofResource(admins), ofResource(all), options).relation).to.equal("subset");
    expect(comparePolicies(ofResource(admins), ofResource(admins), options).relation).to.equal("equal");
    const nothing = ofResource({ identity: [], resources: [] });
    expect(comparePolicies(ofResource(denied), nothing, options).relation).to.equal("superset");
    const joined = comparePolicies(
      { ...base, policies: all },
      { ...base, policies: { identity: [] } },
      options,
    );
    expect(joined).to.have.nested.property("leftOnly.request.principal", base.principal);
  });

  it("finds a witness each way, which the evaluator confirms", () => {
    const [left, right] = [target("l", document(get)), target("r", document(put))];
    const { relation, leftOnly, rightOnly } = comparePolicies(left, right, options);
    expect(relation).to.equal("incomparable");
    for (const [witness, one, other] of [
      [leftOnly, left, right],
      [rightOnly, right, left],
    ] as const) {
      expect(authorize(compile(one.policies), witness!.request)).to.equal("allowed");
      expect(authorize(compile(other.policies), witness!.request)).to.equal("implicitDeny");
      expect(witness).to.include({ decision: "allowed" });
      expect(witness?.request.context).to.deep.equal({});
    }
  });

  it("proves that one side lies within the other", () => {
    const wide = comparePolicies(target("l", document(get)), target("r", document(get, put)), options);
    expect(wide).to.include({ relation: "subset", leftOnly: null });
    expect(wide.rightOnly?.request.action).to.equal("s3:PutObject");
    const all = [target("l", document(allow("*"))), target("r", document(get, allow("*")))] as const;
    expect(comparePolicies(...all, options)).to.include({ relation: "equal" });
  });

  it("never takes a search that found nothing for a proof", () => {
    const hard = new URL("../../../policies/prove/adversarialPairs.jsonl", import.meta.url);
    const [first] = readFileSync(hard, "utf8").split("\n");
    const row = JSON.parse(first!) as Record<"left" | "right", { Statement: readonly object[] }>;
    const sides = [
      target("l", document(...row.left.Statement)),
      target("r", document(...row.right.Statement)),
    ] as const;
    const hurried = comparePolicies(...sides, { ...options, budget: 1 });
    expect(hurried).to.include({ relation: "undecided", leftOnly: null });
    const gap = "took more than 1 steps";
    expect(hurried.reasons).to.deep.include({ kind: "gap", gap, question: "left-within-right" });
    expect(comparePolicies(...sides, options)).to.include({ leftOnly: null, relation: "subset" });
  });

  it("compares resource policies for everyone they name, and everyone else", () => {
    const bucket = (principal: unknown): Target => {
      const statement = { Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: "*" };
      const parsed = parsePolicy(JSON.stringify({ Statement: statement }), "resource");
      if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
      const resource = { source: "bucket", document: parsed.value };
      return {
        address: { source: "bucket" },
        principal,
        policies: { identity: [], resource },
        holes: [],
      } as never;
    };
    const [alice, bob] = ["alice", "bob"].map((name) => ({ AWS: `arn:aws:iam::111122223333:user/${name}` }));
    for (const [left, right, relation] of [
      [alice, bob, "incomparable"],
      [alice, { AWS: "111122223333" }, "subset"],
      [{ AWS: "111122223333" }, { AWS: "arn:aws:iam::111122223333:root" }, "equal"],
      ["*", { AWS: "*" }, "equal"],
      ["*", { AWS: "111122223333" }, "superset"],
      [{ Service: "batch.amazonaws.com" }, { Service: "ec2.amazonaws.com" }, "incomparable"],
      [{ Service: "batch.amazonaws.com" }, "*", "subset"],
      [
        { AWS: "arn:aws:iam::111122223333:role/r" },
        { AWS: "arn:aws:sts::111122223333:assumed-role/r/s" },
        "superset",
      ],
    ] as const) {
      const found = comparePolicies(bucket(left), bucket(right), options);
      expect(found.relation, JSON.stringify([left, right])).to.equal(relation);
    }
  });

  describe("of policies with two readings", () => {
    const list = allow("s3:ListBucket");
    const between = (address: string, widest: readonly object[], narrowest: readonly object[]): Target => ({
      ...target(address, document(...widest)),
      bounds: {
        lower: { identity: [{ source: address, document: document(...narrowest) }] },
        unknown: [{ ...hole, address: `${address}.open` }],
      },
    });
    for (const [title, left, right, relation] of [
      ["subset", between("l", [get], []), target("r", document(get, put)), "subset"],
      ["superset", target("l", document(get, put)), between("r", [get], []), "superset"],
      [
        "subset of another open one",
        between("l", [get], []),
        between("r", [get, put, list], [get, put]),
        "subset",
      ],
      ["incomparable", between("l", [get, put], [get]), target("r", document(list)), "incomparable"],
    ] as const) {
      it(`proves a ${title} regardless of what the unknown parts are`, () => {
        const found = comparePolicies(left, right, options);
        expect(found.relation).to.equal(relation);
        for (const [witness, one, other] of [
          [found.leftOnly, left, right],
          [found.rightOnly, right, left],
        ] as const) {
          if (witness === null) continue;
          const decide = (target: Target) =>
            [boundsOf(target).upper, boundsOf(target).lower].map((set) =>
              authorize(compile(set), witness.request),
            );
          expect(decide(one)).to.deep.equal(["allowed", "allowed"]);
          expect(decide(other)).not.to.include("allowed");
        }
      });
    }

    it("is undecided where the readings disagree, names what is unknown, and reports what is certain", () => {
      const found = comparePolicies(between("l", [get, put], [get]), target("r", document(get)), options);
      expect(found).to.deep.include({ relation: "undecided", leftOnly: null, rightOnly: null });
      const holes = [{ ...hole, address: "l.open" }];
      expect(found.reasons).to.deep.equal([{ kind: "holes", holes }]);
      const apart = comparePolicies(
        between("l", [get, put], [get]),
        target("r", document(get, list)),
        options,
      );
      expect(apart.relation).to.equal("undecided");
      expect(apart.rightOnly?.request.action).to.equal("s3:ListBucket");
    });
  });

  it("decides nothing about a target with a hole, but that it is equal to itself", () => {
    const left = { ...target("l", document(get)), holes: [hole] };
    expect(comparePolicies(left, left, options).relation).to.equal("equal");
    expect(comparePolicies(left, { ...left }, options)).to.deep.equal({
      relation: "undecided",
      leftOnly: null,
      rightOnly: null,
      reasons: [{ kind: "holes", holes: [hole, hole] }],
    });
  });
});
