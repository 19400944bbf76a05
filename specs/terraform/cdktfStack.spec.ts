import { Testing } from "cdktf";
import { expect } from "chai";
import type { ExtractedPolicy } from "../../harness/plan/policies/extractedPolicy.js";
import { type LoadedSource, loadSource } from "../../harness/plan/source/loadSource.js";
import { printPolicy } from "../../policies/language/printPolicy.js";
import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import { BatchStack } from "../harness/cdktf/batchStack.js";
import { describeTerraform } from "./describeTerraform.js";
import { flipped, verdicts } from "./verdicts.js";
import { makeWorkspace, type Workspace } from "./workspace.js";

const types = [
  "aws_batch_compute_environment",
  "aws_batch_job_definition",
  "aws_batch_job_queue",
  "aws_iam_instance_profile",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_s3_bucket",
  "aws_s3_bucket_policy",
  "data_aws_caller_identity",
  "data_aws_iam_policy_document",
  "data_aws_partition",
];

/** What `no-new-access` says depends on whether a source has a time before; it is not among them. */
const recommended = builtInProperties.filter(({ preset }) => preset === "recommended");

const moments = ["main.tf.json", "create.json", "noop.json", "state.json"] as const;

describeTerraform("a CDKTF stack, its plan, and what is there after apply", () => {
  let workspace: Workspace;
  let sources: ReadonlyMap<string, LoadedSource>;
  let said: readonly ReadonlyMap<string, string>[];

  const source = (moment: (typeof moments)[number]): LoadedSource => sources.get(moment)!;

  before(async () => {
    workspace = await makeWorkspace(types);
    workspace.write({ "main.tf.json": Testing.synth(new BatchStack(Testing.app(), "batch")) });
    await workspace.plan("create.json");
    await workspace.apply();
    await workspace.plan("noop.json");
    await workspace.state("state.json");
    const loaded = await Promise.all(
      moments.map(async (moment) => {
        const result = await loadSource(workspace.path(moment));
        if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("; "));
        return [moment, result.value] as const;
      }),
    );
    sources = new Map(loaded);
    said = await Promise.all(loaded.map(([, { targets }]) => verdicts(targets, recommended)));
  });
  after(() => workspace?.remove());

  it("are of their kinds", () => {
    expect(moments.map((moment) => source(moment).kind)).to.deep.equal(["cdktf", "plan", "plan", "state"]);
  });

  it("give every role the same policies at every moment", () => {
    const holdings = moments.map((moment) =>
      source(moment).extraction.principals.map(
        ({ address, policies }) => `${address}: ${policies.toSorted()}`,
      ),
    );
    expect(holdings[0]).to.have.length(5);
    for (const holding of holdings) expect(holding).to.have.members(holdings[0]!);
  });

  it("are refuted for the one role that loses its tag guard, and for three with broad writes, before and after", () => {
    for (const answers of said) {
      const refuted = [...answers]
        .filter(([, verdict]) => verdict === "refuted")
        .map(([question]) => question);
      expect(refuted).to.have.members([
        "tag-guard aws_iam_role.operator",
        "no-broad-write aws_iam_role.instance",
        "no-broad-write aws_iam_role.operator",
        "no-broad-write aws_iam_role.service",
      ]);
    }
  });

  it("change no verdict by being applied: what was undecided may become decided, and nothing else", () => {
    const [written, planned, noop, state] = said;
    expect(noop).to.deep.equal(state);
    expect([...noop!.values()]).not.to.include("undecided");
    for (const earlier of [written!, planned!]) expect(flipped(earlier, noop!)).to.deep.equal([]);
  });

  it("agree on every document that is known in both", () => {
    const known = (policies: readonly ExtractedPolicy[]): ReadonlyMap<string, string> =>
      new Map(
        policies
          .filter(({ policy, unknown }) => policy !== null && unknown.length === 0)
          .map(({ address, attribute, policy }) => [
            `${address}.${attribute}`,
            printPolicy(policy!.upper.document),
          ]),
      );
    const all = moments.map((moment) => known(source(moment).policies));
    const last = all.at(-1)!;
    expect(last.size).to.equal(11);
    expect(all[0]!.size).to.be.at.least(6);
    for (const documents of all) {
      for (const [place, document] of documents) expect(document, place).to.equal(last.get(place));
    }
  });
});
