import { expect } from "chai";
import { engineShard } from "../../../../harness/run/shards/engineShard.js";

const known: readonly (readonly [engine: string, environment: Record<string, string>])[] = [
  ["GitLab CI", { CI_NODE_INDEX: "2", CI_NODE_TOTAL: "3" }],
  ["CircleCI", { CIRCLE_NODE_INDEX: "1", CIRCLE_NODE_TOTAL: "3" }],
  ["Buildkite", { BUILDKITE_PARALLEL_JOB: "1", BUILDKITE_PARALLEL_JOB_COUNT: "3" }],
  ["Azure Pipelines", { SYSTEM_JOBPOSITIONINPHASE: "2", SYSTEM_TOTALJOBSINPHASE: "3" }],
  ["AWS Batch", { AWS_BATCH_JOB_ARRAY_INDEX: "1", AWS_BATCH_JOB_ARRAY_SIZE: "3" }],
  ["Kubernetes", { JOB_COMPLETION_INDEX: "1", JOB_COMPLETIONS: "3" }],
];

describe("the shard of an engine", () => {
  for (const [engine, environment] of known) {
    it(`is known in ${engine}`, () => {
      expect(engineShard(environment)).to.deep.include({ ok: true, value: { index: 2, total: 3 } });
    });
  }

  it("counts from the number that the engine counts from", () => {
    const first = engineShard({ AWS_BATCH_JOB_ARRAY_INDEX: "0", AWS_BATCH_JOB_ARRAY_SIZE: "3" });
    expect(first).to.deep.include({ value: { index: 1, total: 3 } });
    expect(engineShard({ CI_NODE_INDEX: "3", CI_NODE_TOTAL: "3" })).to.deep.include({
      value: { index: 3, total: 3 },
    });
  });

  const refused: readonly (readonly [title: string, environment: Record<string, string>, part: string])[] = [
    ["no engine", {}, "finds none of the variables"],
    ["an index alone", { JOB_COMPLETION_INDEX: "1" }, "with JOB_COMPLETIONS=``"],
    ["an index out of range", { CI_NODE_INDEX: "0", CI_NODE_TOTAL: "3" }, "CI_NODE_INDEX=`0`"],
    ["an index that is too large", { CI_NODE_INDEX: "4", CI_NODE_TOTAL: "3" }, "CI_NODE_INDEX=`4`"],
    ["what is not a number", { CI_NODE_INDEX: "x", CI_NODE_TOTAL: "3" }, "CI_NODE_INDEX=`x`"],
    [
      "two engines that disagree",
      { CI_NODE_INDEX: "1", CI_NODE_TOTAL: "3", JOB_COMPLETION_INDEX: "1", JOB_COMPLETIONS: "3" },
      "GitLab CI and Kubernetes, which disagree",
    ],
  ];
  for (const [title, environment, part] of refused) {
    it(`is refused for ${title}`, () => {
      const { ok, diagnostics } = engineShard(environment);
      expect(ok).to.equal(false);
      expect(diagnostics[0]!.message).to.include(part);
      expect(diagnostics[0]!.hint).to.include("--shard 1/3");
    });
  }

  it("is that of both engines where they agree", () => {
    const both = { CI_NODE_INDEX: "2", CI_NODE_TOTAL: "3", JOB_COMPLETION_INDEX: "1", JOB_COMPLETIONS: "3" };
    expect(engineShard(both)).to.deep.include({ value: { index: 2, total: 3 } });
  });
});
