import { expect } from "chai";
import type { PolicySet } from "../../../policies/language/policySet.js";
import { relate } from "../../../policies/prove/relate.js";
import { allowing } from "./policySets.js";

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
    "NotAction next to its action",
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
    "ARNs are not strings",
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
    "a number and the shortest string for it",
    allowing(when("NumericEquals", "10")),
    "superset",
    allowing(when("StringEquals", "10")),
  ],
  [
    "a number and several strings for it",
    allowing(when("NumericEquals", "10")),
    "superset",
    allowing(when("StringEquals", ["10", "10.0", "10.00", "010"])),
  ],
  [
    "a date and one string for it",
    allowing(when("DateEquals", "2026-01-01T00:00:00Z")),
    "superset",
    allowing(when("StringEquals", "2026-01-01T00:00:00Z")),
  ],
  [
    "a number below a bound, but one string",
    allowing(when("NumericLessThan", "10")),
    "superset",
    allowing({ Condition: { NumericLessThan: { "aws:k": "10" }, StringNotEquals: { "aws:k": "8" } } }),
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
    "a variable that can only be one string",
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

  it("gives a reason that names what it depends on", () => {
    const reasonOf = (left: PolicySet, right: PolicySet) => {
      const { forward } = relate(left, right);
      return forward.verdict === "undecided" ? forward.reason : forward.verdict;
    };
    expect(
      reasonOf(
        allowing(when("StringEqualsIgnoreCase", "\u00e9")),
        allowing(when("StringEqualsIgnoreCase", "\u00c9")),
      ),
    ).to.equal("it depends on which letters beyond ASCII are equal when case is ignored");
    expect(
      reasonOf(
        allowing(when("StringEquals", "${aws:username}")),
        allowing(when("StringEqualsIgnoreCase", "${aws:username}")),
      ),
    ).to.equal("it depends on the value of `${aws:username}`");
  });
});
