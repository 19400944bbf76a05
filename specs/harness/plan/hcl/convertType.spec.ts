import { expect } from "chai";
import { convertType } from "../../../../harness/plan/hcl/convertType.js";
import { Evaluation } from "../../../../harness/plan/hcl/evaluation.js";

describe("convertType", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  for (const type of names.flatMap((name) => [name, `\${${name}}`, `\${${name}(string)}`])) {
    it(`knows no type ${type}`, () => expect(convertType("a", type, new Evaluation())).to.equal(undefined));
  }
});
