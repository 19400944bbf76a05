import { expect } from "chai";
import { prove } from "../../../policies/prove/prove.js";
import { allowing, policySetOf } from "./policySets.js";

const [own, other] = ["111122223333", "999988887777"];
const principal = `arn:aws:iam::${own}:role/job`;
const open = policySetOf({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: principal }, Action: "s3:*", Resource: "*" },
}).identity;
const bucket = (account: string) => ({
  address: "aws_s3_bucket.b",
  arns: ["arn:aws:s3:::b/*"],
  account,
  policies: open,
});
const nothing = { identity: [] };

describe("the resources of a policy set, in a proof", () => {
  it("grant on themselves, and nowhere else", () => {
    const inside = allowing({ Action: "s3:*", Resource: "arn:aws:s3:::b/*" });
    const granting = { identity: [], resources: [bucket(own)] };
    expect(prove(granting, inside, { principal }).verdict).to.equal("proved");
    expect(prove(granting, nothing, { principal }).verdict).to.equal("refuted");
  });

  it("of another account need the identity side, and the witness is in that account", () => {
    const foreign = { resources: [bucket(other)] };
    expect(prove({ identity: [], ...foreign }, nothing, { principal }).verdict).to.equal("proved");
    const { identity } = allowing({ Resource: "arn:aws:s3:::b/*" });
    const found = prove({ identity, ...foreign }, nothing, { principal });
    if (found.verdict !== "refuted") throw new Error(found.verdict);
    expect(found.witness.resourceAccount).to.equal(other);
  });
});
