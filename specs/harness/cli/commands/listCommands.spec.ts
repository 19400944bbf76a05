import { expect } from "chai";
import { managedPoliciesDate } from "../../../../policies/managed/managedPoliciesDate.js";
import { ask, askJson } from "../ask.js";

describe("planproof list", () => {
  for (const [what, some] of [
    ["policies", { name: "BatchServiceRolePolicy", newest: "v8", kind: "service-linked" }],
    ["properties", { id: "tag-guard" }],
  ] as const) {
    it(`gives ${what} as an array`, async () => {
      const { exit, value } = await askJson<object[]>(["list", what]);
      expect(exit).to.equal(0);
      expect(
        value.some((row) => Object.entries(some).every(([key, is]) => Reflect.get(row, key) === is)),
      ).to.equal(true);
    });
  }

  it("gives the policies whose name has a part or is a pattern, in any case", async () => {
    const names = async (pattern: string) =>
      (await askJson<{ name: string }[]>(["list", "policies", pattern])).value.map(({ name }) => name);
    expect(await names("awsbatch*")).to.deep.equal([
      "AWSBatchFullAccess",
      "AWSBatchServiceEventTargetRole",
      "AWSBatchServiceRole",
      "AWSBatchServiceRolePolicyForSageMaker",
    ]);
    expect(await names("?WSBatchFullAccess")).to.deep.equal(["AWSBatchFullAccess"]);
    expect(await names("BatchServiceRolePolicy")).to.include("BatchServiceRolePolicy");
  });

  it("gives each policy with its versions, their dates and the size that AWS counts", async () => {
    const { value } = await askJson<object[]>(["list", "policies", "AWSBatchServiceEventTargetRole"]);
    const createDate = "2018-02-28T22:31:13Z";
    expect(value).to.deep.equal([
      {
        name: "AWSBatchServiceEventTargetRole",
        arn: "arn:aws:iam::aws:policy/service-role/AWSBatchServiceEventTargetRole",
        kind: "service-role",
        newest: "v1",
        createDate,
        size: 101,
        versions: [{ version: "v1", createDate }],
      },
    ]);
    const { stdout } = await ask(["list", "policies", "AWSBatchServiceEventTargetRole"]);
    expect(stdout).to.match(
      /^1 AWS managed policy as of 20\d\d-\d\d-\d\d\n\nname {2,}kind .*\n.* 2018-02-28 +101\n$/,
    );
  });

  it("refuses a pattern that no policy matches, with the nearest name", async () => {
    const { exit, stderr } = await ask(["list", "policies", "AWSBatchFulAccess"]);
    expect([exit, stderr]).to.deep.equal([
      2,
      `planproof: error: no AWS managed policy known on ${managedPoliciesDate()} matches \`AWSBatchFulAccess\`\n  did you mean \`AWSBatchFullAccess\`?\n`,
    ]);
  });

  it("gives operators as an array of names, and to users one a line", async () => {
    expect((await askJson<string[]>(["list", "operators"])).value).to.include("StringNotEqualsIgnoreCase");
    expect((await ask(["list", "operators"])).stdout).to.match(/^StringEquals\nStringNotEquals\n/);
  });
});
