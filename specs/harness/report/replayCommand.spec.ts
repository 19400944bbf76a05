import { expect } from "chai";
import { replayCommand } from "../../../harness/report/replayCommand.js";
import type { Request } from "../../../policies/language/request.js";

const me = "arn:aws:iam::123456789012:role/me";
const request: Request = {
  principal: me,
  action: "s3:GetObject",
  resource: "arn:aws:s3:::b/k",
  resourceAccount: "123456789012",
  context: {},
};
const plain = "npx planproof decide plan.json --action s3:GetObject --resource arn:aws:s3:::b/k";
const rows: readonly (readonly [string, Partial<Request>, string])[] = [
  ["the fewest flags", {}, plain],
  [
    "another principal",
    { principal: "arn:aws:iam::123456789012:user/u" },
    `${plain} --principal arn:aws:iam::123456789012:user/u`,
  ],
  [
    "an account that is unknown",
    { resourceAccount: "210987654321" },
    `${plain} --resource-account 210987654321`,
  ],
  [
    "a context key",
    { context: { "aws:PrincipalTag/a": "b c" } },
    `${plain} --context 'aws:PrincipalTag/a=b c'`,
  ],
  [
    "a list, even of one",
    { context: { "aws:TagKeys": ["it's"] } },
    `${plain} --context 'aws:TagKeys[]=it'\\''s'`,
  ],
];

describe("replayCommand", () => {
  for (const [name, change, expected] of rows) {
    it(`writes ${name}`, () =>
      expect(replayCommand("plan.json", { ...request, ...change }, me)).to.equal(expected));
  }

  it("quotes an address", () => {
    const command = replayCommand('plan.json#aws_iam_role.r["a"]', request, me);
    expect(command).to.include(`decide 'plan.json#aws_iam_role.r["a"]' --action`);
  });

  for (const context of [
    { "aws:RequestTag/a=b": "c" },
    { "aws:TagKeys": [] },
    { "aws:UserAgent": "\u001b[1m" },
  ]) {
    it(`pipes JSON where flags cannot say ${JSON.stringify(context)}`, () => {
      const command = replayCommand("plan.json", { ...request, context }, me);
      const text = /^printf %s '(.*)' \| npx planproof decide plan.json --request -$/.exec(command)?.[1];
      expect(JSON.parse(text ?? "")).to.deep.equal({ ...request, context });
    });
  }
});
