import { expect } from "chai";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { accessOf } from "../../../policies/prove/accessOf.js";
import { prove } from "../../../policies/prove/prove.js";
import { relate } from "../../../policies/prove/relate.js";
import { allowing, policySetOf } from "./policySets.js";

const when = (operator: string, values: string | readonly string[], key = "aws:k") => ({
  Condition: { [operator]: { [key]: values } },
});
const on = (...patterns: readonly string[]) => ({ Resource: patterns });

/** Title, left side, relation, right side. */
const rows: readonly (readonly [string, PolicySet, string, PolicySet])[] = [
  ["a wildcard in a name", allowing({ Action: "s3:GetObject" }), "subset", allowing({ Action: "s3:get*" })],
  ["actions in another case", allowing({ Action: "S3:GETOBJECT" }), "equal", allowing({})],
  ["every action, written twice over", allowing({ Action: "*" }), "equal", allowing({ Action: "*:*" })],
  [
    "NotAction beside its action",
    allowing({ NotAction: "s3:*" }, { Action: "s3:*" }),
    "equal",
    allowing({ Action: "*" }),
  ],
  [
    "resources in another case",
    allowing(on("arn:aws:s3:::B")),
    "incomparable",
    allowing(on("arn:aws:s3:::b")),
  ],
  [
    "a region that any may be",
    allowing(on("arn:aws:sqs:us-east-1:*:q")),
    "subset",
    allowing(on("arn:aws:sqs:*:*:q")),
  ],
  [
    "a wildcard between colons",
    allowing(on("arn:aws:sqs:*:q")),
    "incomparable",
    allowing(on("arn:aws:sqs:*:*:q")),
  ],
  ["a prefix and a longer one", allowing(on("arn:aws:s3:::ab*")), "subset", allowing(on("arn:aws:s3:::a*"))],
  [
    "prefixes that overlap",
    allowing(on("arn:aws:s3:::a*b")),
    "incomparable",
    allowing(on("arn:aws:s3:::a*c", "arn:aws:s3:::ax*")),
  ],
  ["a deny of everything", allowing({}, { Effect: "Deny" }), "subset", allowing(on("arn:aws:s3:::b"))],
  [
    "a deny that leaves the rest",
    allowing({}, { Effect: "Deny", ...on("arn:aws:s3:::b/*") }),
    "subset",
    allowing({ NotResource: "arn:aws:s3:::b/x*" }),
  ],
  [
    "a value and its negation",
    allowing(when("StringEquals", "a"), when("StringNotEquals", "a")),
    "subset",
    allowing({}),
  ],
  [
    "a value, its negation and a list",
    allowing(
      when("StringEquals", "a"),
      when("StringNotEquals", "a"),
      when("ForAnyValue:StringLike", "*"),
      when("Null", "true"),
    ),
    "equal",
    allowing({}),
  ],
  ["IfExists", allowing(when("StringEquals", "a")), "subset", allowing(when("StringEqualsIfExists", "a"))],
  [
    "no key and a negated value",
    allowing(when("Null", "true")),
    "incomparable",
    allowing(when("StringNotEquals", "a")),
  ],
  ["presence", allowing(when("StringLike", "?*")), "subset", allowing(when("Null", "false"))],
  ["the empty string is null", allowing(when("StringEquals", "")), "subset", allowing(when("Null", "true"))],
  [
    "case of a value",
    allowing(when("StringEquals", "A")),
    "subset",
    allowing(when("StringEqualsIgnoreCase", "a")),
  ],
  [
    "both cases and the Kelvin sign",
    allowing(when("StringEquals", ["k", "K", "\u212a"])),
    "equal",
    allowing(when("StringEqualsIgnoreCase", "K")),
  ],
  [
    "truth in any case",
    allowing(when("Bool", "true")),
    "equal",
    allowing(when("StringEqualsIgnoreCase", "TRUE")),
  ],
  [
    "numbers as intervals",
    allowing(when("NumericLessThan", "5")),
    "subset",
    allowing(when("NumericLessThanEquals", "5.0")),
  ],
  [
    "numbers that leave no gap",
    allowing(when("NumericLessThan", "5"), when("NumericGreaterThanEquals", "5.00")),
    "equal",
    allowing(when("NumericLessThanEquals", "7"), when("NumericGreaterThan", "6")),
  ],
  [
    "dates that leave a moment",
    allowing(when("DateLessThan", "2020-01-01T00:00:00Z"), when("DateGreaterThan", "2020-01-01")),
    "subset",
    allowing(when("DateLessThanEquals", "1577836800"), when("DateGreaterThan", "2020-01-01")),
  ],
  [
    "halves of a network",
    allowing(when("IpAddress", ["10.0.0.0/9", "10.128.0.0/9"])),
    "equal",
    allowing(when("IpAddress", "10.0.0.0/8")),
  ],
  [
    "all of IPv4",
    allowing(when("IpAddress", "0.0.0.0/0")),
    "incomparable",
    allowing(when("IpAddress", "::/0")),
  ],
  [
    "no key, and lists that are null all the same",
    allowing(when("NotIpAddress", "0.0.0.0/0")),
    "incomparable",
    allowing(when("Null", "true")),
  ],
  [
    "ARNs part by part",
    allowing(when("ArnLike", "arn:aws:iam::*:role/a")),
    "subset",
    allowing(when("ArnEquals", "arn:aws:iam::*:role/*")),
  ],
  [
    "ARNs are not text",
    allowing(when("ArnLike", "arn:*:iam::1:role/a")),
    "subset",
    allowing(when("StringLike", "arn:*:iam::1:role/a")),
  ],
  [
    "all of two and each of two",
    allowing(when("ForAllValues:StringEquals", ["a", "b"])),
    "superset",
    allowing(when("ForAllValues:StringEquals", "a"), when("ForAllValues:StringEquals", "b")),
  ],
  [
    "some of two",
    allowing(when("ForAnyValue:StringEquals", ["a", "b"])),
    "equal",
    allowing(when("ForAnyValue:StringEquals", "a"), when("ForAnyValue:StringEquals", "b")),
  ],
  [
    "some inside or all outside",
    allowing(when("ForAnyValue:StringEquals", "a"), when("ForAllValues:StringNotEquals", "a")),
    "equal",
    allowing({}),
  ],
  [
    "one string as a list of one",
    allowing(when("StringEquals", "a")),
    "subset",
    allowing(when("ForAnyValue:StringEquals", "a")),
  ],
  [
    "the same variable on both sides",
    allowing(on("arn:aws:s3:::b/${aws:username}/x")),
    "subset",
    allowing(on("arn:aws:s3:::b/${aws:username}/*")),
  ],
  [
    "a variable and a wildcard",
    allowing(on("arn:aws:s3:::b/${aws:username}")),
    "subset",
    allowing(on("arn:aws:s3:::b/*")),
  ],
  [
    "a variable that can only be one text",
    allowing({ ...on("arn:aws:s3:::b/${aws:username}"), ...when("StringEquals", "bob", "aws:username") }),
    "subset",
    allowing(on("arn:aws:s3:::b/bob")),
  ],
  [
    "variables ignoring case and not, which no rule compares",
    allowing(when("StringEquals", "${aws:username}")),
    "undecided",
    allowing(when("StringEqualsIgnoreCase", "${aws:username}")),
  ],
];

describe("relate", () => {
  for (const [title, left, relation, right] of rows) {
    it(`${relation}: ${title}`, () => {
      const found = relate(left, right);
      expect(found.relation, JSON.stringify([found.leftOnly, found.rightOnly])).to.equal(relation);
    });
  }
});

describe("the layers of a policy set", () => {
  const document = (set: PolicySet) => set.identity[0]!;
  const all = allowing({ Action: "*" });
  const get = allowing({});

  it("limit what is allowed, each by itself", () => {
    for (const limited of [
      { ...all, boundary: document(get) },
      { ...all, session: [document(get)] },
      { ...all, scps: [[document(all)], [document(get)]] },
      { ...all, endpoint: document(get) },
    ]) {
      expect(relate(limited, get).relation).to.equal("equal");
    }
  });

  it("deny wherever the denial stands", () => {
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

  it("does not decide between principals it is not told", () => {
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
      expect(verdict.reason).to.equal("the budget of 10 steps was used up");
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
