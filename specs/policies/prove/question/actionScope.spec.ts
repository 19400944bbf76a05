import { expect } from "chai";
import type { Access } from "../../../../policies/prove/question/access.js";
import { actionScope } from "../../../../policies/prove/question/actionScope.js";

const matching = (...patterns: readonly string[]): Access => ({
  kind: "matching",
  statement: { action: { negated: false, patterns } },
});
const everything: Access = { kind: "of", policies: { identity: [] } };

describe("the actions that a set of requests is limited to", () => {
  it("are unknown where no part limits them", () => {
    expect(actionScope({ kind: "both", parts: [everything, everything] })).to.equal(undefined);
    expect(actionScope({ kind: "either", parts: [everything, matching("s3:*")] })).to.equal(undefined);
  });

  it("are those of the part that names services, where another names none", () => {
    const limited = matching("kinesis:*", "s3:Get*");
    const scopes = [matching("*"), matching("*:Get*"), everything].map((wide) =>
      actionScope({ kind: "both", parts: [wide, { kind: "both", parts: [wide, limited] }] }),
    );
    for (const scope of scopes) expect(scope).to.deep.equal(["kinesis:*", "s3:Get*"]);
    expect(actionScope({ kind: "both", parts: [everything, matching("*")] })).to.deep.equal(["*"]);
  });
});
