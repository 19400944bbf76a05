import { expect } from "chai";
import fc from "fast-check";
import type { ExtractedPolicy } from "../../harness/plan/policies/extractedPolicy.js";
import { type LoadedSource, loadSource } from "../../harness/plan/source/loadSource.js";
import { describeTerraform } from "./describeTerraform.js";
import { fromGrammar } from "./grammar.js";
import { isWithin, normalDocument } from "./isWithin.js";
import { lateConfiguration, teamModule } from "./latePolicies.js";
import { policyGrammar } from "./policyGrammar.js";
import { askedEverywhere, flipped, verdicts } from "./verdicts.js";
import { makeWorkspace, type Workspace } from "./workspace.js";

const types = [
  "aws_iam_policy",
  "aws_kms_key",
  "aws_s3_bucket",
  "aws_sqs_queue",
  "data_aws_caller_identity",
  "data_aws_iam_policy_document",
];

const late = {
  text: "arn:aws:s3:::late/x",
  name: "a*",
  verb: "*",
  effect: "Deny",
  empty: "",
  flag: true,
  list: ["*", "arn:aws:s3:::l2/x"],
  actions: ["s3:*", "s3:PutObject"],
  test: "StringNotLike",
  map: { a: "*" },
};

describeTerraform("policies of any kind with parts known only after apply", () => {
  const blocks = fc
    .sample(fromGrammar(policyGrammar, "resource", 6), { seed: 2004, numRuns: 16 })
    .map((block, at) => block.replaceAll("NAME", `p${at}`));
  let workspace: Workspace;
  let planned: LoadedSource;
  let applied: LoadedSource;
  const load = async (file: string, shown = file): Promise<LoadedSource> => {
    const stdout = Buffer.from(
      await (shown === "state.json" ? workspace.state(shown) : workspace.plan(shown)),
    );
    const loaded = await loadSource(workspace.path(file), {
      run: async () => ({ exit: 0, stdout, stderr: "" }),
    });
    if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join("; "));
    return loaded.value;
  };
  before(async () => {
    workspace = await makeWorkspace(types);
    workspace.write({ "main.tf": lateConfiguration(late) + blocks.join("\n"), "team/main.tf": teamModule });
    await workspace.getModules();
    planned = await load("tfplan", "create.json");
    await workspace.apply();
    applied = await load("state.json");
  });
  after(() => workspace?.remove());

  const pairs = (): readonly (readonly [ExtractedPolicy, ExtractedPolicy])[] => {
    const later = new Map(applied.extraction.policies.map((policy) => [policy.address, policy]));
    return planned.extraction.policies
      .filter(({ attribute }) => attribute === "policy")
      .map((policy) => [policy, later.get(policy.address)!]);
  };

  it("are the applied ones wherever nothing is unknown", () => {
    const told = pairs().filter(([{ unknown, document }]) => unknown.length === 0 && document !== null);
    expect(told.length).to.be.greaterThan(5);
    for (const [{ address, document }, later] of told)
      expect(normalDocument(document), address).to.deep.equal(normalDocument(later.document));
  });

  it("hold the applied ones between their upper and their lower bound", () => {
    const open = pairs().filter(([{ policy }]) => policy?.unknown.length);
    expect(open.length).to.be.greaterThan(5);
    for (const [{ address, policy }, later] of open) {
      const { document } = later.policy!.upper;
      expect(isWithin(document, policy!.upper.document), address).to.equal(true);
      expect(isWithin(policy!.lower.document, document), address).to.equal(true);
    }
  });

  it("change no verdict by being applied", async () => {
    const earlier = await verdicts(planned.targets);
    expect(flipped(earlier, await verdicts(applied.targets, askedEverywhere))).to.deep.equal([]);
  });
});
