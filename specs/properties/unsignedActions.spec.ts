import { expect } from "chai";
import { unsignedActions } from "../../properties/unsignedActions.js";

describe("actions that anonymous callers can ask for", () => {
  const asked = (...actions: readonly string[]) => unsignedActions({ arns: ["arn:aws:x:::y"], actions });

  for (const action of ["acm-pca:*", "glue:*", "KMS:*", "sts:AssumeRole"])
    it(`do not exist of ${action}`, () => {
      expect(asked(action)).to.deep.equal([]);
    });

  it("are some where a service takes unsigned requests", () => {
    expect(asked("sqs:*")).to.deep.equal(["*"]);
    expect(asked("kms:*", "sqs:*")).to.deep.equal(["*"]);
    expect(asked("lambda:*")).to.deep.equal(["lambda:InvokeFunctionUrl"]);
  });
});
