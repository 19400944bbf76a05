import { expect } from "chai";
import { contextValue, indexed, keyName } from "../../../policies/evaluate/contextValue.js";
import type { Request } from "../../../policies/language/request.js";

const requestWith = (context: Request["context"]): Request => ({
  principal: "arn:aws:iam::111122223333:role/example",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::b/k",
  resourceAccount: "111122223333",
  context,
});

const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`aws:Key${at}`, `${at}`]));

describe("the index of a request context", () => {
  it("is only made for many keys", () => {
    const few = requestWith({ "aws:Key1": "1" });
    expect(indexed(few)).to.equal(few);
    expect(indexed(requestWith(many))).not.to.equal(undefined);
  });

  it("finds what going through the keys finds: without regard to case, the first of equal keys", () => {
    const plain = requestWith({ ...many, "AWS:KEY3": "later", "aws:list": ["a"] });
    const fast = indexed(plain);
    expect(fast).not.to.equal(plain);
    for (const written of ["aws:Key3", "AWS:key3", "aws:KEY19", "aws:list", "aws:absent", ""]) {
      expect(contextValue(fast, keyName(written)), written).to.equal(contextValue(plain, keyName(written)));
    }
  });
});
