import { createReadStream } from "node:fs";
import { expect } from "chai";
import { replayLines } from "../../../harness/corpus/replayLines.js";
import { splitLines } from "../../../harness/corpus/splitLines.js";

const request = { principal: "arn:aws:iam::111122223333:user/u", action: "s3:GetObject", resource: "*" };
const document = (condition: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: condition }],
});
const replayRows = (...rows: readonly unknown[]) =>
  replayLines(
    splitLines([
      Buffer.from(rows.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n")),
    ]),
  );
const row = (policies: object, expected: string) => ({ id: "a", policies, request, expected });

describe("replayLines", () => {
  it("judges every conformance case as it is expected", async () => {
    const cases = new URL("../../cases/iam-cases.jsonl", import.meta.url);
    const { total, matched, drifted, unreadable } = await replayLines(splitLines(createReadStream(cases)));
    expect({ drifted, unreadable }).to.deep.equal({ drifted: [], unreadable: [] });
    expect(matched).to.equal(total).and.to.be.above(100);
  });

  it("reports drift with the statements that decide now", async () => {
    const policies = { identity: ["managed:AWSBatchFullAccess@v7", document({})] };
    const { matched, drifted } = await replayRows(row(policies, "implicitDeny"));
    expect(matched).to.equal(0);
    expect(drifted).to.deep.equal([
      {
        id: "a",
        line: 1,
        expected: "implicitDeny",
        actual: "allowed",
        statements: [{ source: "identity[1]", pointer: "/Statement/0", sid: null }],
      },
    ]);
  });

  it("lets a case with a refused document allow nothing, and lists it", async () => {
    const policies = { identity: [document({ StringMatches: { a: "b" } }), document({})] };
    const { total, matched, refused } = await replayRows(
      row(policies, "implicitDeny"),
      row(policies, "implicitDeny"),
    );
    expect([total, matched]).to.deep.equal([2, 2]);
    expect(refused).to.deep.equal(
      [1, 2].map((line) => ({ id: "a", line, message: "unknown condition operator `StringMatches`" })),
    );
  });

  for (const [name, policies, message] of [
    ["a policy that is not bundled", { identity: ["managed:Nope@v1"] }, "unknown policy `managed:Nope@v1`"],
    ["a layer that is not known", { identity: [], hat: {} }, "`hat` is not a layer of policies"],
    [
      "a layer that comes with every object",
      { identity: [], constructor: {} },
      "`constructor` is not a layer of policies",
    ],
    ["one policy where a list is due", { identity: document({}) }, "`identity` is an object, not a list"],
    ["one resource where a list is due", { resources: {} }, "`resources` is an object, not a list"],
    ["a resource that is a policy", { resources: [document({})] }, "`Version` is not a key of a resource"],
    ["a resource without ARNs", { resources: [{ address: "b", policies: [] }] }, "`arns` is missing"],
    [
      "an account that is a number",
      { resources: [{ address: "b", arns: ["*"], account: 1, policies: [] }] },
      "`account` is a number",
    ],
    [
      "a resource whose policies are not a list",
      { resources: [{ address: "b", arns: ["*"], policies: {} }] },
      "`policies` is an object",
    ],
    ["a level that is not a list", { identity: [], scps: [{}] }, "`scps[0]` is an object, not a list"],
  ] as const) {
    it(`cannot read ${name}, and goes on`, async () => {
      const { total, unreadable } = await replayRows("", row(policies, "allowed"), row({}, "implicitDeny"));
      expect(total).to.equal(1);
      expect(unreadable.map(({ message, position }) => [message, position?.line])).to.deep.equal([
        [message, 2],
      ]);
    });
  }

  it("judges all layers", async () => {
    const deny = { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } };
    const allow = document({});
    const { matched } = await replayRows(
      row({ identity: [allow] }, "allowed"),
      row({ identity: [allow], boundary: deny }, "explicitDeny"),
      row({ identity: [allow], session: [deny] }, "explicitDeny"),
      row({ identity: [allow], scps: [[allow], [deny]] }, "explicitDeny"),
      row({ identity: [allow], scps: [[], [allow]] }, "allowed"),
    );
    expect(matched).to.equal(5);
  });
});
