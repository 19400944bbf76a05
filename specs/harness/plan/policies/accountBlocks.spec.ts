import { expect } from "chai";
import { evaluateProperty } from "../../../../harness/run/evaluateProperty.js";
import { noPublicAccess } from "../../../../properties/catalogue/noPublicAccess.js";
import { publicAccessBlock } from "../../../../properties/catalogue/publicAccessBlock.js";
import { checkProperty } from "../../../../properties/checkProperty.js";
import { searchOptions } from "../../../properties/targets.js";
import { change, extractPlan, makePlan } from "../plans.js";

const account = "111122223333";
const on = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
});
const identity = change("data.aws_caller_identity.current", {
  actions: ["no-op"],
  before: { account_id: account },
  after: { account_id: account },
});

/** What the two laws about a public bucket say, in an account that has these blocks. */
function judge(blocks: readonly object[], isKnown = true) {
  const { resources = [], counted = [] } = extractPlan(
    makePlan([
      ...(isKnown ? [identity] : []),
      change("aws_s3_bucket.b", { after: { bucket: "b" } }),
      change("aws_s3_bucket_policy.b", { after: { bucket: "b", policy } }),
      ...blocks.map((after, at) =>
        change(`aws_s3_account_public_access_block.a${at}`, { after: { ...on, ...after } }),
      ),
    ]),
  );
  const [target] = counted.filter((one) => publicAccessBlock.appliesTo(one));
  return {
    access: evaluateProperty(noPublicAccess, resources[0]!, searchOptions).verdict,
    block: target && checkProperty(publicAccessBlock, target, searchOptions).verdict,
  };
}

const both = (verdict: string) => ({ access: verdict, block: verdict });

describe("S3 Block Public Access of an account", () => {
  it("is of the account of the provider, and of the one that it names", () => {
    expect(judge([{}])).to.deep.equal(both("holds"));
    expect(judge([{ account_id: account }])).to.deep.equal(both("holds"));
    expect(judge([{ account_id: "444455556666" }, {}])).to.deep.equal(both("holds"));
  });

  it("is not of another account", () => {
    expect(judge([{ account_id: "444455556666" }])).to.deep.equal(both("refuted"));
  });

  it("may be of an account that is unknown", () => {
    expect(judge([{ account_id: "444455556666" }], false)).to.deep.equal({
      access: "undecided",
      block: undefined,
    });
  });
});
