import { expect } from "chai";
import { expandVersions } from "../../../../harness/plan/source/expandVersions.js";
import { ask, askJson } from "../../cli/ask.js";

describe("expandVersions", () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [
      "managed:AWSBatchFullAccess@v1..v3",
      ["@v1", "@v2", "@v3"].map((at) => `managed:AWSBatchFullAccess${at}`),
    ],
    ["managed:AWSBatchFullAccess@v2..v2#statement=1", ["managed:AWSBatchFullAccess@v2#statement=1"]],
    [
      "managed:arn:aws-cn:iam::aws:policy/AWSBatchFullAccess@v1..v1",
      ["managed:arn:aws-cn:iam::aws:policy/AWSBatchFullAccess@v1"],
    ],
    ["managed:AWSBatchFullAccess@v7", ["managed:AWSBatchFullAccess@v7"]],
    ["managed:AWSBatchFullAccess@v3..v99", ["managed:AWSBatchFullAccess@v3..v99"]],
    ["../plans/a@v1..v2.json", ["../plans/a@v1..v2.json"]],
  ];
  for (const [spec, sources] of rows)
    it(`of \`${spec}\``, () => expect(expandVersions(spec)).to.deep.equal(sources));

  it("makes a target of each version that `check` is given", async () => {
    const argv = ["check", "managed:AWSBatchServiceRole@v1..v3", "--property", "no-iam-administration"];
    const { exit, value } = await askJson<{ targets: { address: string }[] }>(argv);
    expect([exit, value.targets.map(({ address }) => address)]).to.deep.equal([
      0,
      ["v1", "v2", "v3"].map((version) => `managed:AWSBatchServiceRole@${version}`),
    ]);
  });

  it("is refused where one source is expected", async () => {
    const { exit, stderr } = await ask(["extract", "managed:AWSBatchServiceRole@v1..v3"]);
    expect(exit).to.equal(2);
    expect(stderr).to.include("names several versions, where one source is expected");
  });
});
