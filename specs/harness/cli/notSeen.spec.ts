import { expect } from "chai";
import { change, makePlan } from "../plan/plans.js";
import { ask, askJson } from "./ask.js";
import { joinedPlan } from "./joinedPlan.js";

interface Reported {
  readonly notes: readonly { readonly code: string; readonly message: string }[];
}

const notesOf = async (argv: readonly string[], input = "") => {
  const { value } = await askJson<Reported>(["check", ...argv], { input });
  return value.notes.filter(({ code }) => code === "not-seen").map(({ message }) => message);
};

describe("what check says that it does not see", () => {
  const open = joinedPlan({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" });
  const blockedBy = (type: string, after: object) =>
    makePlan([
      ...(open as { resource_changes: object[] }).resource_changes,
      change(`${type}.results`, { after: { ...after, block_public_policy: true } }),
    ]);

  it("is in a note and in the heading of what holds, for a plan", async () => {
    const input = JSON.stringify(joinedPlan());
    expect(await notesOf(["-"], input)).to.deep.equal([
      "not seen: policies and S3 Block Public Access outside the source, ACLs, access points, RAM, shared AMIs and snapshots, API Gateway methods without authorization, grants made at run time",
    ]);
    const { stdout } = await ask(["check", "-"], { input });
    expect(stdout).to.include("\nHOLDS, with the resource policies of this plan\n");
  });

  it("is nothing for a policy, which has no resources", async () => {
    expect(await notesOf(["managed:AWSBatchFullAccess"])).to.deep.equal([]);
    expect((await ask(["check", "managed:AWSBatchFullAccess"])).stdout).to.include("\nHOLDS\n");
  });

  for (const [type, after] of [
    ["aws_s3_bucket_public_access_block", { bucket: "example-results" }],
    ["aws_s3_account_public_access_block", {}],
  ] as const) {
    it(`names the ${type} of a bucket that is reported as public`, async () => {
      const [note] = await notesOf(["-"], JSON.stringify(blockedBy(type, after)));
      expect(note).to.match(/; S3 Block Public Access is configured by /);
      expect(note).to.include(
        `\`${type}.results\` for \`aws_s3_bucket.results\`, which is reported as public: it has no effect on a policy that is there without \`restrict_public_buckets\``,
      );
    });
  }

  it("names no block that keeps everyone out, as it counts", async () => {
    const plan = blockedBy("aws_s3_bucket_public_access_block", {
      bucket: "example-results",
      restrict_public_buckets: true,
    });
    expect((await notesOf(["-"], JSON.stringify(plan)))[0]).not.to.include("is configured");
  });

  it("names no block of another bucket", async () => {
    const plan = blockedBy("aws_s3_bucket_public_access_block", { bucket: "other" });
    expect((await notesOf(["-"], JSON.stringify(plan)))[0]).not.to.include("is configured");
  });
});
