import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { askJson } from "../cli/ask.js";
import { joinedPlan } from "../cli/joinedPlan.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { change, makePlan, trust } from "../plan/plans.js";

interface CheckJson {
  readonly verdicts: readonly {
    readonly id: string;
    readonly target: string;
    readonly verdict: string;
    readonly findings?: readonly {
      readonly id: string;
      readonly digest?: string;
      readonly caller?: string;
    }[];
  }[];
}

const allow = (action: string, more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: "*",
  ...more,
});
const plan = (...statements: readonly object[]) =>
  makePlan([
    change("aws_iam_role.ci", { after: { name: "ci", assume_role_policy: trust } }),
    change("aws_iam_role_policy.ci", {
      after: {
        role: "ci",
        name: "ci",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
      },
    }),
  ]);

describe("the ids of verdicts", () => {
  const temporary = temporaryDirectory();

  async function check(documents: Readonly<Record<string, object>>, property: string) {
    const files = Object.entries(documents).map(([name, document]) => {
      writeFileSync(temporary.path(name), JSON.stringify(document));
      return temporary.path(name);
    });
    const { value } = await askJson<CheckJson>(["check", ...files, "--property", property]);
    return value.verdicts;
  }
  const idsOf = async (document: object, property = "no-iam-administration", name = "plan.json") =>
    (await check({ [name]: document }, property)).map(({ id }) => id);
  const attach = allow("iam:AttachRolePolicy");

  it("depend neither on the name of the file nor on what does not break the property", async () => {
    const first = await idsOf(plan(attach));
    expect(first[0]).to.match(/^[0-9a-f]{12}$/);
    expect(await idsOf(plan(attach), undefined, "other.json")).to.deep.equal(first);
    expect(await idsOf(plan(allow("s3:GetObject"), { ...attach, Sid: "Attach" }))).to.deep.equal(first);
  });

  it("do not depend on the order of what a statement lists", async () => {
    const lists = (actions: readonly string[]) => plan({ ...attach, Action: actions });
    const [one, other] = [
      await idsOf(lists(["iam:AttachRolePolicy", "iam:PutRolePolicy"])),
      await idsOf(lists(["iam:putRolePolicy", "iam:AttachRolePolicy"])),
    ];
    expect(one).to.deep.equal(other);
  });

  it("change with the statement, the target and the property", async () => {
    const ids = [
      await idsOf(plan(attach)),
      await idsOf(plan({ ...attach, Resource: "arn:aws:iam::*:role/a" })),
      await idsOf(plan(attach), "no-broad-write"),
      await idsOf(joinedPlan(attach)),
    ].flat();
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it("are those of each statement in findings, which another statement leaves as they are", async () => {
    const [alone] = await check({ "plan.json": plan(attach) }, "no-iam-administration");
    const [both] = await check(
      { "plan.json": plan(allow("iam:PutRolePolicy"), attach) },
      "no-iam-administration",
    );
    expect(alone!.findings!.map(({ id }) => id)).to.deep.equal([alone!.id]);
    expect(both!.findings).to.have.length(2);
    expect(both!.findings!.map(({ id }) => id)).to.include(alone!.id);
    expect(both!.id).not.to.equal(alone!.id);
  });

  it("have the names of the sources in them where there are several", async () => {
    const verdicts = await check({ "a.json": plan(attach), "b.json": plan(attach) }, "no-iam-administration");
    expect(new Set(verdicts.map(({ id }) => id)).size).to.equal(2);
    expect(new Set(verdicts.map(({ findings }) => findings![0]!.digest)).size).to.equal(1);
  });

  it("name the kind of callers of a resource, and the statements of a law about what is written", async () => {
    const bucket = makePlan([
      change("aws_s3_bucket.b", { after: { bucket: "b" } }),
      change("aws_s3_bucket_policy.b", {
        after: {
          bucket: "b",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ ...allow("s3:GetObject"), Principal: "*", Resource: "arn:aws:s3:::b/*" }],
          }),
        },
      }),
    ]);
    const [open] = await check({ "plan.json": bucket }, "no-public-access");
    expect(open!.findings!.map(({ caller }) => caller)).to.deep.equal(["everyone"]);
    const [typo] = await check({ "plan.json": plan(allow("s3:GetObjekt")) }, "known-actions");
    expect(typo!.findings![0]!.digest).to.match(/^[0-9a-f]{12}$/);
  });

  it("are of a chain by the statements of its steps", async () => {
    const escalation = plan(allow("iam:CreatePolicyVersion"), allow("iam:AttachRolePolicy"));
    const [verdict] = await check({ "plan.json": escalation }, "no-escalation-path");
    expect([verdict!.verdict, verdict!.findings!.length]).to.deep.equal(["refuted", 1]);
    const again = await check({ "other.json": escalation }, "no-escalation-path");
    expect(again[0]!.id).to.equal(verdict!.id);
  });
});
