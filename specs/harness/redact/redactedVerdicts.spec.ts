import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { readInput } from "../../../harness/plan/input/readInput.js";
import { ask } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { collectedPlans, collection, fixtures } from "../plan/fixture.js";

const canary = "canary-7f3a-not-a-real-secret";
const plans = ["batch-plan", "plan-samples"]
  .flatMap((folder) => readdirSync(`${fixtures}${folder}`).map((name) => `${fixtures}${folder}/${name}`))
  .concat((collectedPlans() ?? []).map((name) => fileURLToPath(new URL(name, collection))))
  .filter((path) => {
    const read = readInput(readFileSync(path), path);
    return read.ok && ["plan", "state"].includes(read.value.kind);
  });

interface Judged {
  readonly verdicts?: readonly {
    readonly property: string;
    readonly target: string;
    readonly outcome: object;
  }[];
  readonly changes?: readonly object[];
}

describe("the verdicts of a redacted plan", () => {
  const scratch = temporaryDirectory();
  const redact = async (path: string, io: Parameters<typeof ask>[1] = {}): Promise<string> => {
    const { exit, stdout, stderr } = await ask(["redact", path], io);
    expect(exit, stderr).to.equal(0);
    return stdout;
  };

  /** The exit code, and what is said of each property and target, without its witness. */
  const judged = async (
    command: string,
    path: string,
    options: readonly string[],
    io: Parameters<typeof ask>[1] = {},
  ) => {
    const { exit, stdout } = await ask([command, path, ...options, "--format", "json"], io);
    const answer = JSON.parse(stdout) as Judged;
    const name = (target: string) => target.split("#")[1];
    const kept = ["property", "verdict", "action", "actions", "count", "change"];
    const rows: Readonly<Record<string, unknown>>[] = [
      ...(answer.verdicts ?? []),
      ...(answer.changes ?? []),
    ].map((one) => {
      const row = one as Readonly<Record<string, unknown>>;
      return {
        ...Object.fromEntries(kept.map((key) => [key, row[key]])),
        target: name(String(row["target"])),
      };
    });
    return { exit, rows };
  };

  it("has plans and states to redact", () => {
    expect(plans.length).to.be.greaterThan(10);
  });

  it("keeps what blocks public access to a bucket", async () => {
    const settings = [
      "block_public_acls",
      "block_public_policy",
      "ignore_public_acls",
      "restrict_public_buckets",
    ];
    const block = { bucket: "results", ...Object.fromEntries(settings.map((name) => [name, true])) };
    const resource = (type: string, values: object) => ({
      address: `${type}.results`,
      mode: "managed",
      type,
      name: "results",
      values,
    });
    const resources = [
      resource("aws_s3_bucket", { bucket: "results", id: "results", arn: "arn:aws:s3:::results" }),
      resource("aws_s3_bucket_public_access_block", block),
      resource("aws_iam_policy", { name: "results", policy: '{"Version":"2012-10-17","Statement":[]}' }),
    ];
    const state = {
      format_version: "1.0",
      terraform_version: "1.9.0",
      values: { root_module: { resources } },
    };
    const [path, copy] = [scratch.path("state.json"), scratch.path("redacted-state.json")];
    writeFileSync(path, JSON.stringify(state));
    writeFileSync(copy, await redact(path));
    const options = ["--property", "public-access-block"];
    const before = await judged("check", path, options);
    expect(before.rows.map((row) => row["verdict"])).to.include("holds");
    expect(await judged("check", copy, options)).to.deep.equal(before);
  });

  it("decides no verdict of a binary plan otherwise, whose files it does not have", async () => {
    const source = `${fixtures}batch-plan/create.tfplan`;
    const json = readFileSync(`${fixtures}batch-plan/create.plan.json`);
    const run = async () => ({ exit: 0, stdout: json, stderr: "" });
    const copy = scratch.path("binary.json");
    writeFileSync(copy, await redact(source, { run }));
    const options = ["--preset", "strict", "--runs", "20"];
    const before = await judged("check", source, options, { run });
    const after = await judged("check", copy, options);
    const decided = after.rows.filter((row) => row["verdict"] !== "undecided");
    expect(decided).not.to.deep.equal([]);
    expect(before.rows).to.deep.include.members(decided);
  });

  for (const path of plans) {
    const title = path.startsWith(fixtures) ? path.slice(fixtures.length) : basename(path);
    it(`leaves every verdict and change of ${title} as it is`, async () => {
      const copy = scratch.path("redacted.json");
      writeFileSync(copy, await redact(path));
      const options = ["--preset", "strict", "--runs", "20", "--allow-empty"];
      expect(await judged("check", copy, options)).to.deep.equal(await judged("check", path, options));
      if (!/state/.test(title))
        expect(await judged("diff", copy, [])).to.deep.equal(await judged("diff", path, []));
    });

    it(`changes nothing in ${title} the second time, and shows no secret`, async () => {
      const once = await redact(path);
      const copy = scratch.path("once.json");
      writeFileSync(copy, once);
      expect(await redact(copy)).to.equal(once);
      expect(once).not.to.include(canary);
      expect(once).not.to.include("123456789012");
    });
  }
});
