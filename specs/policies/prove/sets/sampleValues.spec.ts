import { expect } from "chai";
import { parseIpAddress } from "../../../../policies/language/ipRange.js";
import { parseNumeric } from "../../../../policies/language/numericValue.js";
import { parseDate } from "../../../../policies/language/parseDate.js";
import type { OperatorName } from "../../../../policies/language/policyDocument.js";
import { sampleValues } from "../../../../policies/prove/sets/sampleValues.js";
import { type ComparedSet, valueSetOf } from "../../../../policies/prove/sets/valueSet.js";

const setOf = (name: OperatorName, ...values: readonly string[]): ComparedSet =>
  valueSetOf(
    { operator: { name, ifExists: false }, key: "k", values },
    { version: "2012-10-17", resolve: () => undefined },
  ).set as ComparedSet;

describe("sampleValues", () => {
  it("gives numbers on, between and beyond the bounds, and a string that is not a number", () => {
    const { texts, complete } = sampleValues([
      setOf("NumericLessThan", "5", "2.5"),
      setOf("NumericEquals", "-1e1"),
    ]);
    expect(complete).to.equal(true);
    expect(texts).to.include.members(["5", "2.5", "-10", "3.75", "-3.75", "6", "-11", "example"]);
    expect(texts.filter((text) => parseNumeric(text) === undefined)).to.deep.equal(["example", "x"]);
  });

  it("gives up on numbers too long to write out", () => {
    expect(sampleValues([setOf("NumericEquals", "1e900")]).complete).to.equal(false);
  });

  it("gives dates on and next to the bounds", () => {
    const { texts, complete } = sampleValues([setOf("DateLessThan", "2020-01-01", "1960-02-03T04:05:06.5Z")]);
    expect(complete).to.equal(true);
    expect(texts).to.include.members([
      "2020-01-01T00:00:00Z",
      "2019-12-31T23:59:59.999999999Z",
      "1960-02-03T04:05:06.5Z",
    ]);
    expect(texts.filter((text) => parseDate(text) === undefined)).to.deep.equal(["example", "x"]);
  });

  it("does not claim to know the ends of time", () => {
    expect(sampleValues([setOf("DateLessThan", "9999-12-31")]).complete).to.equal(false);
  });

  it("gives addresses of both families at the ends of the ranges", () => {
    const { texts } = sampleValues([setOf("IpAddress", "10.0.0.0/8", "2001:db8::/32", "::/0")]);
    expect(texts).to.include.members([
      "10.0.0.0",
      "11.0.0.0",
      "2001:db8::",
      "2001:db9::",
      "::",
      "0.0.0.0",
      "2001:db8::1",
    ]);
    expect(texts.filter((text) => parseIpAddress(text) === undefined)).to.deep.equal(["example", "x"]);
  });

  it("writes every address so that it is read again", () => {
    const all = sampleValues([
      setOf("IpAddress", "1:0:0:2::/64", "0:0:1::1/128", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"),
    ]);
    const values = all.texts.flatMap((text) => parseIpAddress(text)?.first ?? []);
    expect(values).to.include(parseIpAddress("1:2:3:4:5:6:7:8")!.first);
    expect(values).to.include(parseIpAddress("::ffff:1.2.3.4")!.first);
    expect(values).to.include(parseIpAddress("1:0:0:2::")!.first);
  });
});
