import { expect } from "chai";
import { namedSeedLaws } from "../../../properties/seedLaws.js";
import { ask, askJson } from "../ask.js";

interface Version {
  readonly policy: string;
  readonly version: string;
  readonly previous?: string;
  readonly date?: string;
  readonly between?: object;
  readonly targets?: readonly string[];
  readonly changes: readonly { change: string; action?: string; actions?: readonly string[] }[];
  readonly only?: string;
  readonly said?: { verdict: string; misnamed?: readonly string[]; unsaid?: readonly string[] };
}

const versionsOf = async (...argv: readonly string[]) => {
  const { exit, value, stderr } = await askJson<{ versions: readonly Version[] }>(["history", ...argv]);
  expect(exit, stderr).to.equal(0);
  return value.versions;
};
const inShort = ({ version, changes }: Version): string =>
  `${version} ${changes.map(({ change, action, actions = [action] }) => `${change} ${actions}`).join("; ")}`;

describe("planproof history", () => {
  it("lists what each version changed of the one before it", async () => {
    const versions = await versionsOf("managed:BatchServiceRolePolicy@v1..v7");
    expect(versions.map(inShort)).to.deep.equal([
      "v1 ",
      "v2 added logs:CreateLogGroup,logs:CreateLogStream; added logs:PutLogEvents",
      "v3 widened ec2:RunInstances",
      "v4 added ec2:DescribeInstanceStatus",
      "v5 widened ec2:RunInstances",
      "v6 added eks:DescribeCluster",
      "v7 added autoscaling:DescribeScalingActivities,ec2:DescribeSpotFleetRequestHistory",
    ]);
    expect(versions.map(({ date }) => date).slice(0, 3)).to.deep.equal([
      "2021-03-10",
      "2021-03-11",
      "2021-03-25",
    ]);
    expect(versions[0]).not.to.have.property("previous");
    expect(versions[6]).to.include({ previous: "v6" });
  });

  it("says whether AWS's page says so", async () => {
    const said = async (name: string) =>
      (await versionsOf(`managed:${name}`)).map(
        ({ version, said }) => `${version} ${said?.verdict ?? "-"} ${said?.misnamed ?? ""}`,
      );
    expect((await said("BatchServiceRolePolicy@v1..v7")).map((one) => one.trim())).to.deep.equal([
      "v1 says so",
      "v2 says nothing",
      ...["v3", "v4", "v5", "v6", "v7"].map((version) => `${version} says so`),
    ]);
    expect(await said("AWSBatchServiceRole@v13")).to.deep.equal(["v13 misnames policy added"]);
    expect(await said("ReadOnlyAccess@v2")).to.deep.equal(["v2 - "]);
  });

  it("says where AWS took access away, and why", async () => {
    const { stdout } = await ask(["history", "managed:AWSBatchServiceRole@v6"]);
    expect(stdout).to.match(
      /^1 version of AWSBatchServiceRole: 1 changes access\n\nAWSBatchServiceRole@v6 after v5 {2}2018-03-21\n/,
    );
    expect(stdout).to.include(
      "    narrowed  iam  PassRole\n    iam:PassRole: now only with iam:PassedToService\n",
    );
  });

  it("reads the version with a key that AWS refuses of users, as `check` and `decide` do", async () => {
    const name = "managed:AmazonEC2SpotFleetTaggingRole";
    const versions = await versionsOf(`${name}@v1..v2`);
    expect(versions.map(inShort)).to.deep.equal(["v1 ", "v2 added iam:PassRole"]);
    const checked = await ask(["check", `${name}@v1`, ...namedSeedLaws]);
    expect([checked.exit, checked.stdout.split(" in ")[0]]).to.deep.equal([
      0,
      "all 2 hold — 2 properties on 1 target with 1 policy",
    ]);
    const request = ["--action", "iam:PassRole", "--resource", "arn:aws:iam::111122223333:role/example"];
    const bare = ["--context", "PassedToService=ec2.amazonaws.com"];
    expect((await ask(["decide", `${name}@v1`, ...request, ...bare])).exit).to.equal(0);
    expect((await ask(["list", "policies", "AmazonEC2SpotFleetTaggingRole"])).stdout).to.match(/ 5 +v5 /);
  });

  it("lists a version without a date, with the days it was made between where it may be older", async () => {
    const name = "managed:ReadOnlyAccess";
    const since = async (day: string) =>
      (await versionsOf(`${name}@v104..v106`, "--since", day)).map(
        ({ version, date, between }) => `${version} ${date} ${Object.keys(between ?? {})}`,
      );
    // `v104` shows that those after it are later
    expect(await since("2023-08-06")).to.deep.equal([
      "v104 2023-08-07 ",
      "v105 undefined ",
      "v106 undefined ",
    ]);
    expect(await since("2023-08-07")).to.deep.equal([
      "v105 undefined after,before",
      "v106 undefined after,before",
    ]);
  });

  it("lists only versions after a day, and those that may be", async () => {
    const since = await versionsOf("managed:BatchServiceRolePolicy@v1..v7", "--since", "2022-05-18");
    expect(since.map(({ version }) => version)).to.deep.equal(["v6", "v7"]);
    const none = await ask(["history", "managed:BatchServiceRolePolicy@v1..v7", "--since", "2024-01-01"]);
    expect([none.exit, none.stdout.split("\n")[0]]).to.deep.equal([0, "no version is newer"]);
  });

  it("lists what changed in all AWS managed policies of a source, with who has them", async () => {
    const versions = await versionsOf("create.plan.json", "--since", "2020-01-01", "--undecided", "allow");
    const mine = versions.filter(({ policy }) => policy === "AWSBatchServiceRole");
    expect(mine.map(({ version }) => version).slice(0, 3)).to.deep.equal(["v11", "v12", "v13"]);
    expect(mine[0]!.targets).to.deep.equal(["create.plan.json#aws_iam_role.batch_service"]);
  });

  for (const [argv, message] of [
    [["managed:AWSBatchFulAccess"], "unknown AWS managed policy `AWSBatchFulAccess`"],
    [["managed:AWSBatchFullAccess@v99"], "unknown version `v99` of `AWSBatchFullAccess`"],
    [["managed:AWSBatchFullAccess#statement=1"], "does not name an AWS managed policy"],
    [["managed:AWSBatchFullAccess", "--since", "2021-02-31"], "`--since` cannot be `2021-02-31`"],
    [["create.plan.json"], "needs a day"],
  ] as const) {
    it(`refuses ${argv.join(" ")}`, async () => {
      const { exit, stdout, stderr } = await ask(["history", ...argv]);
      expect([exit, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.include(message);
    });
  }
});
