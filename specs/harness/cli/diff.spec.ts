import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect } from "chai";
import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import type { Request } from "../../../policies/language/request.js";
import { findManagedPolicy } from "../../../policies/managed/findManagedPolicy.js";
import { allow, change, makePlan, trust, unchanged } from "../plan/plans.js";
import { ask, askJson } from "./ask.js";
import { replayed, replaysIn } from "./replayed.js";
import { temporaryDirectory } from "./temporaryDirectory.js";

interface Change {
  readonly target: string;
  readonly action?: string;
  readonly actions?: readonly string[];
  readonly count?: number;
  readonly change: string;
  readonly caller?: { readonly kind: string; readonly name: string };
  readonly witness: Request;
  readonly statements: readonly { readonly source: string; readonly pointer: string }[];
}
interface Diffed {
  readonly changes: readonly Change[];
  readonly undecided: readonly { target: string; actions?: readonly string[] }[];
  readonly counts: Readonly<Record<string, number>>;
}

const [older, newer] = ["v7", "v8"].map((version) => `managed:BatchServiceRolePolicy@${version}`) as [
  string,
  string,
];
function allows(version: string, request: Request) {
  const { document } = findManagedPolicy("BatchServiceRolePolicy", version)!;
  return authorize(compile({ identity: [{ source: version, document }] }), request) === "allowed";
}

const nothingNew = /^no access is new, and none is gone\n(?:\nAWS managed policies as of [\d-]{10}\n)?$/;

describe("planproof diff", () => {
  const temporary = temporaryDirectory();

  it("reports what a plan's change adds and widens, and exits 1", async () => {
    const { exit, value } = await askJson<Diffed>(["diff", "widen.plan.json"]);
    expect([exit, value.counts]).to.deep.equal([
      1,
      { added: 1, widened: 2, shifted: 0, narrowed: 0, removed: 0 },
    ]);
    expect(
      value.changes.map(({ change, action, actions, count }) => [change, action, actions, count]),
    ).to.deep.equal([
      ["widened", undefined, ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"], 2],
      ["added", "ec2:StopInstances", undefined, undefined],
    ]);
  });

  it("says why the access was not there before", async () => {
    const { stdout } = await ask(["diff", "widen.plan.json"]);
    expect(stdout.split("\n")[0]).to.equal("1 added, 2 widened");
    expect(stdout).to.include("#aws_iam_role.operator: now without the resource tag AWSBatchServiceTag\n");
    expect(stdout).to.include(
      "(Lifecycle) needs a value of aws:ResourceTag/AWSBatchServiceTag, and the request has no value for it",
    );
  });

  it("reports actions that changed alike once, in JSON as for users", async () => {
    const pair = ["managed:AWSBatchFullAccess", "managed:AWSBatchServiceRole"];
    const { stdout } = await ask(["diff", ...pair]);
    const { value } = await askJson<Diffed>(["diff", ...pair]);
    const blocks = stdout.split("\n\n").slice(1);
    expect(blocks.pop()).to.match(/^AWS managed policies as of /);
    expect(blocks.length).to.equal(value.changes.length);
    const { added = 0, shifted = 0, removed = 0 } = value.counts;
    expect(value.changes.reduce((sum, { count = 1 }) => sum + count, 0)).to.equal(added + shifted + removed);
    const names = value.changes.flatMap(({ action, actions = [action!] }) => actions);
    expect(new Set(names).size).to.equal(names.length);
    expect(names).to.include("batch:*");
  });

  describe("in few words", () => {
    const write = (name: string, ...statements: readonly object[]): string => {
      const path = temporary.path(`${name}.json`);
      writeFileSync(path, JSON.stringify({ Version: "2012-10-17", Statement: statements }));
      return path;
    };
    const allowed = (Action: string | readonly string[], more: object = {}) => ({
      ...{ Effect: "Allow", Action, Resource: "*" },
      ...more,
    });
    const inRegion = { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } };
    const told = async (before: string, after: string) => {
      const { value } = await askJson<Diffed>(["diff", before, after]);
      const changes = value.changes.map(({ change, action, actions = [action!] }) => [change, ...actions]);
      const [, heading = ""] = (await ask(["diff", before, after])).stdout.split("\n\n");
      return {
        changes,
        counts: value.counts,
        bytes: JSON.stringify(value).length,
        heading: heading.split("\n")[0],
      };
    };

    it("says that everything changed", async () => {
      const secure = { Condition: { Bool: { "aws:SecureTransport": "true" } } };
      const after = write("secure", allowed("*", secure));
      const { changes, bytes, counts, heading } = await told(write("all", allowed("*")), after);
      expect([changes, bytes < 2000, counts["narrowed"]! > 20_000]).to.deep.equal([
        [["narrowed", "*"]],
        true,
        true,
      ]);
      expect(heading).to.equal(`NARROWED  everything  ${after}: now only with aws:SecureTransport`);
    }).timeout(30_000);

    it("says that global services are gone with their region, and all others narrowed", async () => {
      const { value } = await askJson<Diffed>([
        "diff",
        write("all", allowed(["iam:*", "sqs:*"])),
        write("region", allowed(["iam:*", "sqs:*"], inRegion)),
      ]);
      const changes = value.changes.map(({ change, action, actions = [action!] }) => [change, ...actions]);
      expect(changes).to.deep.include(["narrowed", "iam:PassRole", "sqs:*"]);
      expect(changes.find(([change]) => change === "removed")).to.include("iam:CreateUser");
    });

    it("says that a service changed, and only where its unlisted actions did", async () => {
      const none = write("none", allowed("sqs:SendMessage"));
      const all = write("sqs", allowed(["sqs:SendMessage", "dynamodb:*"]));
      const { changes, heading } = await told(none, all);
      expect(changes).to.deep.equal([["added", "dynamodb:*"]]);
      expect(heading).to.equal(`ADDED  every action of dynamodb  ${all}`);
      const { value } = await askJson<Diffed>([
        "diff",
        write("both", allowed("sqs:*"), allowed("sqs:A*")),
        none,
      ]);
      expect(value.changes.flatMap(({ actions = [] }) => actions)).not.to.include("sqs:*");
    });

    it("does not say so where an action of it, listed or written out, stays as it is", async () => {
      const before = write("queues", allowed("sqs:*"));
      for (const kept of ["sqs:SendMessage", "sqs:NotYetListed", "sqs:Send*"]) {
        const { changes } = await told(before, write("kept", allowed(kept)));
        expect(changes.flat(), kept).not.to.include("sqs:*");
        expect(changes.flat(), kept).to.include("sqs:PurgeQueue");
      }
    });

    it("names the statements that grant it, and ends with a command that decides it again", async () => {
      const [before, after] = [write("from", allowed("sqs:SendMessage")), write("to", allowed("sqs:*"))];
      const { value } = await askJson<Diffed>(["diff", before, after]);
      expect(
        value.changes.flatMap(({ statements }) => statements.map(({ pointer }) => pointer)),
      ).to.deep.equal(["/Statement/0"]);
      for (const [sides, decision] of [
        [[before, after], "allowed"],
        [[after, before], "implicitDeny"],
      ] as const) {
        const { stdout } = await ask(["diff", ...sides]);
        expect(stdout).to.match(/granted by +\/Statement\/0 of /);
        const commands = replaysIn(stdout);
        expect(commands).to.have.length(1);
        expect(stdout.trimEnd().split("\n").at(-1)).to.include(commands[0]!);
        expect(await replayed(commands[0]!, temporary.path("."))).to.equal(decision);
      }
    });
  });

  it("pairs the principals of files below folders with a `#` in their names", async () => {
    const copies = ["a#1", "a#2"].map((folder) => temporary.path(`${folder}/noop.plan.json`));
    for (const copy of copies) {
      mkdirSync(dirname(copy));
      copyFileSync(new URL("../../fixtures/batch-plan/noop.plan.json", import.meta.url), copy);
    }
    const { exit, stdout } = await ask(["diff", ...copies]);
    expect([exit, nothingNew.test(stdout)], stdout).to.deep.equal([0, true]);
  });

  it("finds no difference between a source and itself, even where parts of it are unknown", async () => {
    for (const source of ["create.plan.json", "create.plan.json#aws_iam_role.job"]) {
      const { exit, stdout } = await ask(["diff", source, source]);
      expect([exit, nothingNew.test(stdout)], stdout).to.deep.equal([0, true]);
    }
    const job = "create.plan.json#aws_iam_role.job";
    const { exit, stdout } = await ask(["compare", job, job, "--quiet"]);
    expect([exit, stdout]).to.deep.equal([0, "equal — both allow the same requests\n"]);
  });

  it("finds nothing new in a plan without changes", async () => {
    const { exit, stdout } = await ask(["diff", "noop.plan.json"]);
    expect([exit, nothingNew.test(stdout)], stdout).to.deep.equal([0, true]);
  });

  it("lists what is new by what is known while another policy is unknown, and exits 1", async () => {
    const path = temporary.path("known.json");
    const role = unchanged("aws_iam_role.r", { name: "r", path: "/", assume_role_policy: trust });
    const known = { name: "known", role: "r", policy: allow("s3:GetObject") };
    const late = { after: { name: "late", role: "r" }, unknown: { policy: true } };
    const plan = makePlan([
      role,
      change("aws_iam_role_policy.known", { after: known }),
      change("aws_iam_role_policy.late", late),
    ]);
    writeFileSync(path, JSON.stringify(plan));
    const { exit, value } = await askJson<Diffed>(["diff", path, "--undecided", "allow"]);
    expect([exit, value.counts["added"], value.undecided.length]).to.deep.equal([1, 1, 1]);
    expect(value.changes[0]).to.have.nested.property("unless[0].address", "aws_iam_role_policy.late.policy");
    expect((await ask(["diff", path])).stdout).to.match(
      /unless +an explicit deny in `aws_iam_role_policy.late.policy`, known after apply/,
    );
  });

  it("reports what is certain where a policy is unknown, and names what is not", async () => {
    const { value } = await askJson<Diffed>(["diff", "create.plan.json"]);
    expect(value.undecided.map(({ target, actions }) => [target.split("#")[1], actions])).to.deep.equal([
      ["aws_iam_role.job", undefined],
      ["aws_iam_role.operator", ["iam:PassRole", "s3:GetObject", "s3:PutObject"]],
    ]);
    const changed = (isOfCallers: boolean) => {
      const some = value.changes.filter(({ caller }) => (caller !== undefined) === isOfCallers);
      return [...new Set(some.map(({ target }) => target.split("#")[1]))].toSorted();
    };
    expect(changed(false)).to.deep.equal(["aws_iam_role.batch_service", "aws_iam_role.operator"]);
    expect(changed(true)).to.deep.equal(["aws_iam_role.batch_service", "aws_iam_role.job"]);
    const { exit } = await ask(["diff", "create.plan.json#aws_iam_role.job"]);
    expect(exit).to.equal(3);
    expect((await ask(["diff", "create.plan.json#aws_iam_role.job", "--undecided=allow"])).exit).to.equal(0);
  });

  it("finds nothing new in a policy of a plan without changes, and in a statement of it", async () => {
    for (const selector of ["aws_iam_policy.guarded", "aws_iam_policy.guarded#statement=1"]) {
      const { exit, stdout } = await ask(["diff", `noop.plan.json#${selector}`]);
      expect([exit, nothingNew.test(stdout)], stdout).to.deep.equal([0, true]);
    }
  });

  const role = { name: "r", path: "/", assume_role_policy: trust };
  const inline = { role: "r", name: "p", policy: allow("s3:PutObject") };

  it("reports what a principal loses that the plan destroys, and nothing of one that it forgets", async () => {
    const plan = (...actions: readonly string[]) =>
      makePlan([
        change("aws_iam_role.r", { actions, before: role }),
        change("aws_iam_role_policy.p", { actions, before: inline }),
      ]);
    const told = async (...actions: readonly string[]) => {
      const input = JSON.stringify(plan(...actions));
      const { exit, value } = await askJson<Diffed>(["diff", "-"], { input });
      const changes = value.changes.map((one) => [one.change, one.action, one.target.split("#")[1]]);
      return [exit, changes];
    };
    expect(await told("delete")).to.deep.equal([
      0,
      [
        ["removed", "sts:AssumeRole", "aws_iam_role.r"],
        ["removed", "s3:PutObject", "aws_iam_role.r"],
      ],
    ]);
    expect(await told("forget")).to.deep.equal([0, []]);
  });

  it("does not take a plan without a before for one that creates everything", async () => {
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

  it("lists every action that differs between two policies, with a request that only one allows", async () => {
    const { exit, value } = await askJson<Diffed>(["diff", older, newer]);
    expect([exit, value.counts["added"], value.counts["widened"]]).to.deep.equal([1, 7, 2]);
    for (const { action, actions = [action!], witness } of value.changes) {
      expect(actions).to.include(witness.action);
      expect([allows("v7", witness), allows("v8", witness)]).to.deep.equal([false, true]);
    }
  });

  it("reports the same changes as gone the other way round, and exits 0", async () => {
    const { exit, value } = await askJson<Diffed>(["diff", newer, older]);
    expect([exit, value.counts["removed"], value.counts["narrowed"]]).to.deep.equal([0, 7, 2]);
  });

  it("needs a before", async () => {
    const { exit, stderr } = await ask(["diff", older]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("`diff` with one operand needs a plan");
  });
});
