import { expect } from "chai";
import { askJson } from "./ask.js";

describe("planproof diff of what AWS added since", () => {
  it("says in JSON, too, what is newer than the service reference", async () => {
    const wide = {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "iam:Teleport", Resource: "*" },
    };
    const input = JSON.stringify(wide);
    const { value } = await askJson<{ changes: readonly { newer?: string }[] }>(
      ["diff", "managed:BatchServiceRolePolicy@v7", "-"],
      {
        input,
      },
    );
    expect(value.changes.map(({ newer }) => newer)).to.include(
      "`iam:Teleport` is newer than the data of 2026-09-26, or misspelt",
    );
  });
});
