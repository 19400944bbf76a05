import { expect } from "chai";
import { checkCertificate } from "../../../policies/prove/certificate/checkCertificate.js";
import { prove } from "../../../policies/prove/prove.js";
import { difference } from "../../../policies/prove/question/access.js";
import { authorize } from "../../reference/authorize.js";
import { Dice } from "./generatedPolicies.js";
import { allowing } from "./policySets.js";

const account = "111122223333";
const [job, session] = [`arn:aws:iam::${account}:role/job`, `arn:aws:sts::${account}:assumed-role/job/s`];
const nothing = { identity: [] };

function verdict(condition: object, principal: string, callerKeys: "free" | "bound" = "bound") {
  const set = allowing({ Condition: condition });
  const [left, options] = [set, { principal, callerKeys }];
  const found = prove(left, nothing, options);
  if (found.verdict === "proved") {
    const access = difference({ kind: "of", policies: left }, { kind: "of", policies: nothing });
    expect(checkCertificate(access, found.certificate, options)).to.equal(true);
  }
  return found.verdict;
}

const like = (value: string, key = "aws:PrincipalArn") => ({ StringLike: { [key]: value } });

describe("keys about the caller, bound to the caller", () => {
  for (const [name, condition, principal, expected] of [
    ["the role itself", like(job), job, "refuted"],
    ["another role", like(`arn:aws:iam::${account}:role/other`), job, "proved"],
    [
      "not the role itself, which leaves a missing key",
      { StringNotLike: { "aws:PrincipalArn": job } },
      job,
      "refuted",
    ],
    ["the role of a session", like(job), session, "refuted"],
    ["the role of a session, with a path", like(`arn:aws:iam::${account}:role/a/job`), session, "refuted"],
    ["the session itself", like(session), session, "proved"],
    ["another account", like("999988887777", "aws:PrincipalAccount"), job, "proved"],
    ["a user", like("User", "aws:principaltype"), job, "proved"],
    ["a service", { Bool: { "aws:PrincipalIsAWSService": "true" } }, job, "proved"],
    ["a source, which services alone send", like("*", "aws:SourceArn"), job, "proved"],
    ["a key about something else", like("*", "aws:SourceVpc"), job, "refuted"],
  ] as const) {
    it(name, () => expect(verdict(condition, principal)).to.equal(expected));
  }

  it("are free unless asked for", () => {
    expect(verdict(like("arn:aws:iam::999988887777:role/other"), job, "free")).to.equal("refuted");
  });

  it("give a policy variable no value that the caller does not have", () => {
    const on = (Resource: string) => allowing({ Resource });
    const left = on("arn:aws:s3:::b/${aws:PrincipalAccount}");
    const right = on(`arn:aws:s3:::b/${account}`);
    expect(prove(left, right, { principal: job, callerKeys: "bound" }).verdict).not.to.equal("refuted");
  });

  it("need a principal", () => {
    expect(prove(allowing({}), nothing, { callerKeys: "bound" }).verdict).to.equal("undecided");
  });

  it("prove nothing that a request AWS could send contradicts", () => {
    const dice = new Dice(11);
    const counts = { proved: 0, refuted: 0, undecided: 0 };
    for (let round = 0; round < 400; round += 1) {
      const [principal, sent] = dice.pick(callers);
      const condition = () => ({
        [dice.pick(["StringEquals", "StringNotLike", "StringLikeIfExists", "ForAnyValue:StringLike"])]: {
          [dice.pick(Object.keys(sent))]: dice.some(values, 2),
        },
      });
      const [left, right] = [allowing({ Condition: condition() }), allowing({ Condition: condition() })];
      const found = prove(left, right, { principal, callerKeys: "bound" });
      counts[found.verdict] += 1;
      const request = { principal, action: "s3:GetObject", resource: "*", resourceAccount: account };
      const context = Object.fromEntries(
        Object.entries(sent).filter(([, value]) => value !== undefined && dice.chance(80)),
      ) as Record<string, string>;
      const [inside, outside] = [left, right].map((set) => authorize(set, { ...request, context }));
      if (found.verdict === "proved")
        expect([inside, outside]).not.to.deep.equal(["allowed", "implicitDeny"]);
      if (found.verdict === "refuted") {
        for (const [key, value] of Object.entries(found.witness.context)) expect(value).to.equal(sent[key]);
      }
    }
    expect(Math.min(counts.proved, counts.refuted), JSON.stringify(counts)).to.be.above(50);
  });
});

const keysOf = (arn: string, type: string) => ({
  "aws:PrincipalArn": arn,
  "aws:PrincipalAccount": account,
  "aws:PrincipalType": type,
  "aws:PrincipalIsAWSService": "false",
  "aws:SourceAccount": undefined,
});
const user = `arn:aws:iam::${account}:user/u`;
const callers: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
  [job, keysOf(job, "AssumedRole")],
  [user, keysOf(user, "User")],
  [`arn:aws:iam::${account}:root`, keysOf(`arn:aws:iam::${account}:root`, "Account")],
];
const values = [
  job,
  user,
  "arn:aws:iam::*",
  account,
  "999988887777",
  "AssumedRole",
  "User",
  "false",
  "true",
  "*",
];
