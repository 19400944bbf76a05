import { expect } from "chai";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { Request } from "../../../policies/language/request.js";
import { findManagedPolicy } from "../../../policies/managed/managedPolicies.js";
import { ask, askJson } from "./ask.js";

interface Diffed {
  readonly changes: readonly { target: string; action: string; change: string; witness: Request }[];
  readonly undecided: readonly { target: string }[];
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
    expect(stdout).to.include("(Lifecycle) needs Null aws:ResourceTag/AWSBatchServiceTag = false");
  });

  it("finds nothing new in a plan without changes", async () => {
    const { exit, stdout } = await ask(["diff", "noop.plan.json"]);
    expect([exit, stdout]).to.deep.equal([0, "no access is new, and none is gone\n"]);
  });

  it("is certain of nothing where a policy is open", async () => {
    const { value } = await askJson<Diffed>(["diff", "create.plan.json"]);
    expect(value.undecided.map(({ target }) => target.split("#")[1])).to.deep.equal([
      "aws_iam_role.job",
      "aws_iam_role.operator",
    ]);
    expect(value.changes.every(({ target }) => target.endsWith("aws_iam_role.batch_service"))).to.equal(true);
    const { exit } = await ask(["diff", "create.plan.json#aws_iam_role.job"]);
    expect(exit).to.equal(3);
    expect((await ask(["diff", "create.plan.json#aws_iam_role.job", "--undecided=allow"])).exit).to.equal(0);
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
