import { expect } from "chai";
import { unlistedActions } from "../../../../harness/run/warnings/unlistedActions.js";
import { parsePolicy } from "../../../../policies/language/parsePolicy.js";
import { loadServiceReference } from "../../../../policies/reference/loadServiceReference.js";
import type { Target } from "../../../../properties/target.js";

function target(source: string, action: unknown): Target {
  const parsed = parsePolicy(
    JSON.stringify({
      Statement: [
        { Effect: "Allow", Action: action, Resource: "*" },
        { Effect: "Deny", Action: action, Resource: "*" },
      ],
    }),
    "identity",
  );
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return {
    address: { source: "plan.json", resource: source },
    principal: "arn:aws:iam::111122223333:role/r",
    policies: { identity: [{ source, document: parsed.value }] },
    holes: [],
  };
}

describe("the actions that AWS does not list", () => {
  for (const [name, action, messages] of [
    ["a slip in the name", "s3:GetObjects", ["`s3:GetObjects`: did you mean `s3:GetObject`?"]],
    ["an operation", "s3:ListObjectsV2", ["`s3:ListObjectsV2`: did you mean `s3:ListBucket`?"]],
    ["a slip in the service", "s33:GetObject", ["`s33:GetObject`: did you mean `s3:GetObject`?"]],
    ["a pattern that matches nothing", "s3:GettObject*", ["`s3:GettObject*`: did you mean `s3:GetObject`?"]],
    ["the first words of several", "s3:ListBucket", []],
    [
      "the first words of actions",
      ["s3:List", "S3:getobjectversion"],
      ["`s3:List`: did you mean `s3:List*`?"],
    ],
    ["any other case", ["S3:getobject", "s3:GETOBJ?CT*"], []],
    ["everything", ["*", "*:*", "s3:*"], []],
  ] as const) {
    it(`reports ${name} once${messages.length === 0 ? ", which it is not" : ""}`, async () => {
      const reference = await loadServiceReference(["s3", "s33"]);
      const notes = await unlistedActions([target("aws_iam_policy.p", action)], reference);
      expect(notes.map(({ source }) => source)).to.deep.equal(messages.map(() => "aws_iam_policy.p"));
      expect(
        notes.map(({ diagnostic: { message, hint } }) =>
          `${message}: ${hint}`.replace("AWS lists no action ", ""),
        ),
      ).to.deep.equal(messages);
    });
  }

  it("names the day of the list where nothing is near", async () => {
    const [note] = await unlistedActions(
      [target("p", "s3:Zzzzzzzzzzzzzzzz")],
      await loadServiceReference(["s3"]),
    );
    expect(note?.diagnostic.hint).to.match(
      /^the list dates from \d{4}-\d\d-\d\d; newer actions are missing$/,
    );
  });

  it("leaves out what AWS wrote", async () => {
    const reference = await loadServiceReference(["s3"]);
    expect(await unlistedActions([target("managed:AWSThing@v1", "s3:GetObjects")], reference)).to.deep.equal(
      [],
    );
  });
});
