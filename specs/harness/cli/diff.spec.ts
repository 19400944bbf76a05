import { copyFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { Request } from "../../../policies/language/request.js";
import { findManagedPolicy } from "../../../policies/managed/managedPolicies.js";
import { allow, change, makePlan, trust, unchanged } from "../plan/plans.js";
import { ask, askJson } from "./ask.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

interface Diffed {
  readonly changes: readonly { target: string; action: string; change: string; witness: Request }[];
  readonly undecided: readonly { target: string; actions?: readonly string[] }[];
  readonly counts: Readonly<Record<string, number>>;
}

const [older, newer] = ["v7", "v8"].map((version) => `managed:BatchServiceRolePolicy@${version}`) as [
  string,
  string,
];
const allows = (version: string, request: Request) => {
  const { document } = findManagedPolicy("BatchServiceRolePolicy", version)!;
  return authorize(compile({ identity: [{ source: version, document }] }), request) === "allowed";
};

describe("planproof diff", () => {
  const temporary = temporaryDirectory();

  it("tells what a plan's change adds and widens, and exits 1", async () => {
    const { exit, value } = await askJson<Diffed>(["diff", "widen.plan.json"]);
    expect([exit, value.counts]).to.deep.equal([
      1,
      { added: 1, widened: 2, shifted: 0, narrowed: 0, removed: 0 },
    ]);
    expect(value.changes.map(({ change, action }) => `${change} ${action}`)).to.deep.equal([
      "widened ec2:DeleteLaunchTemplate",
      "added ec2:StopInstances",
      "widened ec2:TerminateInstances",
    ]);
  });

  it("says why the access was not there before", async () => {
    const { stdout } = await ask(["diff", "widen.plan.json"]);
    expect(stdout.split("\n")[0]).to.equal("1 added, 2 widened");
    expect(stdout).to.include("#aws_iam_role.operator: now without the resource tag AWSBatchServiceTag\n");
    expect(stdout).to.include(
      "(Lifecycle) needs a value of aws:ResourceTag/AWSBatchServiceTag, and the request has no such key",
    );
  });

  it("tells actions that changed alike together, and each of them in JSON", async () => {
    const pair = ["managed:AWSBatchFullAccess", "managed:AWSBatchServiceRole"];
    const { stdout } = await ask(["diff", ...pair]);
    const { value } = await askJson<Diffed>(["diff", ...pair]);
    const blocks = stdout.split("\n\n").slice(1);
    expect(blocks.length).to.be.below(value.changes.length / 4);
    const told = blocks.map((block) => Number(/^[A-Z]+ {2}(\d+) actions/.exec(block)?.[1] ?? 1));
    expect(told.reduce((sum, count) => sum + count)).to.equal(value.changes.length);
  });

  it("pairs the principals of files below folders with a `#` in their names", async () => {
    const copies = ["a#1", "a#2"].map((folder) => temporary.path(`${folder}/noop.plan.json`));
    for (const copy of copies) {
      mkdirSync(dirname(copy));
      copyFileSync(new URL("../../fixtures/batch-plan/noop.plan.json", import.meta.url), copy);
    }
    const { exit, stdout } = await ask(["diff", ...copies]);
    expect([exit, stdout]).to.deep.equal([0, "no access is new, and none is gone\n"]);
  });

  it("finds nothing new in a plan without changes", async () => {
    const { exit, stdout } = await ask(["diff", "noop.plan.json"]);
    expect([exit, stdout]).to.deep.equal([0, "no access is new, and none is gone\n"]);
  });

  it("tells what is certain where a policy is open, and names what is not", async () => {
    const { value } = await askJson<Diffed>(["diff", "create.plan.json"]);
    expect(value.undecided.map(({ target, actions }) => [target.split("#")[1], actions])).to.deep.equal([
      ["aws_iam_role.job", undefined],
      ["aws_iam_role.operator", ["iam:PassRole", "s3:GetObject", "s3:PutObject"]],
    ]);
    const changed = new Set(value.changes.map(({ target }) => target.split("#")[1]));
    expect([...changed].toSorted()).to.deep.equal(["aws_iam_role.batch_service", "aws_iam_role.operator"]);
    const { exit } = await ask(["diff", "create.plan.json#aws_iam_role.job"]);
    expect(exit).to.equal(3);
    expect((await ask(["diff", "create.plan.json#aws_iam_role.job", "--undecided=allow"])).exit).to.equal(0);
  });

  it("finds nothing new in a policy of a plan without changes, and in a statement of it", async () => {
    for (const selector of ["aws_iam_policy.guarded", "aws_iam_policy.guarded#statement=1"]) {
      const { exit, stdout } = await ask(["diff", `noop.plan.json#${selector}`]);
      expect([exit, stdout]).to.deep.equal([0, "no access is new, and none is gone\n"]);
    }
  });

  const role = { name: "r", path: "/", assume_role_policy: trust };
  const inline = { role: "r", name: "p", policy: allow("s3:PutObject") };

  it("tells what a principal loses that the plan destroys, and nothing of one that it forgets", async () => {
    const plan = (...actions: readonly string[]) =>
      makePlan([
        change("aws_iam_role.r", { actions, before: role }),
        change("aws_iam_role_policy.p", { actions, before: inline }),
      ]);
    const told = async (...actions: readonly string[]) => {
      const { exit, value } = await askJson<Diffed>(["diff", "-"], {
        input: JSON.stringify(plan(...actions)),
      });
      return [
        exit,
        value.changes.map(({ change, action, target }) => [change, action, target.split("#")[1]]),
      ];
    };
    expect(await told("delete")).to.deep.equal([0, [["removed", "s3:PutObject", "aws_iam_role.r"]]]);
    expect(await told("forget")).to.deep.equal([0, []]);
  });

  it("does not take a plan that tells no before for one that creates everything", async () => {
    const resource = (address: string, values: object) => {
      const [type, name] = address.split(".");
      return { address, mode: "managed", type, name, values };
    };
    const resources = [resource("aws_iam_role.r", role), resource("aws_iam_role_policy.p", inline)];
    const plan = { format_version: "1.2", planned_values: { root_module: { resources } } };
    const { exit, stderr } = await ask(["diff", "-"], { input: JSON.stringify(plan) });
    expect([exit, stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes("a before"),
    );
  });

  it("says nothing of the policy of a resource, which is not about one principal", async () => {
    const policy = JSON.stringify({
      Statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" },
    });
    const plan = makePlan([unchanged("aws_s3_bucket_policy.b", { bucket: "b", policy })]);
    const { exit, stderr } = await ask(["diff", "-#aws_s3_bucket_policy.b"], { input: JSON.stringify(plan) });
    expect([exit, stderr.includes("planproof compare")]).to.deep.equal([2, true]);
  });

  it("lists every action that differs between two policies, with a request that only one allows", async () => {
    const { exit, value } = await askJson<Diffed>(["diff", older, newer]);
    expect([exit, value.counts["added"], value.counts["widened"]]).to.deep.equal([1, 7, 2]);
    for (const { action, witness } of value.changes) {
      expect([action, allows("v7", witness), allows("v8", witness)]).to.deep.equal([action, false, true]);
    }
  });

  it("tells the same changes as gone the other way round, and exits 0", async () => {
    const { exit, value } = await askJson<Diffed>(["diff", newer, older]);
    expect([exit, value.counts["removed"], value.counts["narrowed"]]).to.deep.equal([0, 7, 2]);
  });

  it("needs a before", async () => {
    const { exit, stderr } = await ask(["diff", older]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("`diff` with one operand needs a plan");
  });
});
