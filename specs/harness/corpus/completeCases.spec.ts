import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { generateCases } from "../../../harness/api/generateCases.js";
import { replay } from "../../../harness/api/replay.js";
import { printCorpus } from "../../../harness/corpus/printCorpus.js";
import { openSource } from "../../../harness/run/openSource.js";
import { cwd } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";

async function corpusOf(spec: string, complete: true | "mutants" = true) {
  const generated = await generateCases(await openSource(spec, { cwd }), { complete });
  if (!generated.ok) throw new Error(generated.diagnostics[0]?.message);
  return generated.value;
}

async function replayed(from: string, against: string) {
  const corpus = [Buffer.from(printCorpus(await corpusOf(from)))];
  const result = await replay(corpus, { against: await openSource(against, { cwd }) });
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value;
}

describe("a complete corpus", () => {
  const temporary = temporaryDirectory();

  it("reports exactly the two actions that version 7 of BatchServiceRolePolicy added", async () => {
    const { drifted, changes, missingTargets, newTargets } = await replayed(
      "managed:BatchServiceRolePolicy@v6",
      "managed:BatchServiceRolePolicy@v7",
    );
    const actions = [...drifted, ...changes].map(({ request, actual }) => `${request.action} ${actual}`);
    expect(actions.toSorted()).to.deep.equal([
      "autoscaling:DescribeScalingActivities allowed",
      "ec2:DescribeSpotFleetRequestHistory allowed",
    ]);
    expect([missingTargets, newTargets]).to.deep.equal([[], []]);
  });

  it("notices the guard that the widened plan drops, and the action that it adds", async () => {
    const { drifted, changes } = await replayed("noop.plan.json", "widen.plan.json");
    expect(drifted.map(({ request }) => request.action)).to.deep.equal(["ec2:TerminateInstances"]);
    expect(changes.map(({ change, request }) => [change, request.action]).toSorted()).to.deep.equal([
      ["added", "ec2:DeleteLaunchTemplate"],
      ["added", "ec2:StopInstances"],
    ]);
    for (const { target, statements } of [...drifted, ...changes]) {
      expect(target).to.equal("aws_iam_role.operator");
      expect(statements).to.deep.include({
        source: "aws_iam_policy.guarded",
        pointer: "/Statement/1",
        sid: "Lifecycle",
      });
    }
  });

  it("holds against what it was made of, and says of mutants what it added for them", async () => {
    const same = await replayed("noop.plan.json", "noop.plan.json");
    expect(same.matched).to.equal(same.total);
    expect([same.drifted, same.changes, same.undecided]).to.deep.equal([[], [], []]);
    const [cells, more] = [
      await corpusOf("managed:AWSBatchFullAccess@v7"),
      await corpusOf("managed:AWSBatchFullAccess@v7", "mutants"),
    ];
    const { mutants } = more;
    expect(cells.mutants).to.equal(undefined);
    expect(more.cases.length).to.be.above(cells.cases.length);
    expect(mutants!.killed + mutants!.added + mutants!.equivalent + mutants!.undecided).to.equal(
      mutants!.mutants,
    );
    expect(mutants!.added).to.be.above(0);
  });

  it("names each statement that decides no case, and does not ask for known policies where they are known", async () => {
    const file = temporary.path("never.json");
    const never = {
      ...{ Sid: "Never", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" },
      Condition: { StringEquals: { "aws:PrincipalTag/a": "one" }, Null: { "aws:PrincipalTag/a": "true" } },
    };
    const list = { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::a" };
    const generated = async (...Statement: readonly object[]) => {
      writeFileSync(file, JSON.stringify({ Version: "2012-10-17", Statement }));
      return generateCases(await openSource(file, { cwd }), { complete: true });
    };
    const { ok, diagnostics } = await generated(list, never);
    expect(ok).to.equal(true);
    expect(diagnostics.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        "no-case-of-statement",
        "no case is decided by /Statement/1 (Never): no request was found that AWS could send and that this statement decides",
      ],
    ]);
    const none = await generated({ ...never, Action: "s3:NoSuchAction" });
    if (!none.ok) expect(none.diagnostics[0]!.hint).not.to.include("whose policies are known");
  });
});
