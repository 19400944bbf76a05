import { expect } from "chai";
import fc from "fast-check";
import { containsIp, parseIpAddress, parseIpRange } from "../../../policies/language/ipRange.js";
import { compareNumeric, parseNumeric } from "../../../policies/language/numericValue.js";
import { parseDate } from "../../../policies/language/parseDate.js";

describe("parseNumeric", () => {
  it("orders decimals exactly", () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: -12, max: 12 }))
      .map(([mantissa, exponent]) => ({
        text: `${mantissa}e${exponent}`,
        scaled: mantissa * 10n ** BigInt(exponent + 12),
      }));
    fc.assert(
      fc.property(decimal, decimal, (left, right) => {
        const order = Math.sign(compareNumeric(parseNumeric(left.text)!, parseNumeric(right.text)!));
        expect(order).to.equal(left.scaled < right.scaled ? -1 : left.scaled > right.scaled ? 1 : 0);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it("reads equal numbers alike however they are written", () => {
    for (const [left, right] of [
      ["10", "10.0"],
      ["1e3", "1000"],
      ["0.50", "5E-1"],
      ["-0", "0"],
      ["007", "7"],
    ] as const) {
      expect(parseNumeric(left), `${left} = ${right}`).to.deep.equal(parseNumeric(right));
    }
  });

  it("takes the whole string or nothing", () => {
    for (const text of [
      "",
      "12abc",
      " 1",
      "1 ",
      "0x10",
      "1e",
      "+1",
      "1.",
      ".5",
      "NaN",
      "Infinity",
      "1e9999999",
    ]) {
      expect(parseNumeric(text), text).to.equal(undefined);
    }
  });
});

describe("parseDate", () => {
  const second = 1_000_000_000n;
  const readings: readonly (readonly [string, bigint])[] = [
    ["2024-06-01T12:00:00Z", 1717243200n * second],
    ["2024-06-01T14:00:00+02:00", 1717243200n * second],
    ["2024-06-01T07:30:00-04:30", 1717243200n * second],
    ["2024-06-01T12:00", 1717243200n * second],
    ["2024-06-01T12:00:00.5Z", 1717243200n * second + second / 2n],
    ["2024-06-01T12:00:00.1234567891Z", 1717243200n * second + 123456789n],
    ["1717243200", 1717243200n * second],
    ["2024", 1704067200n * second],
    ["2024-02", 1706745600n * second],
    ["2024-02-29", 1709164800n * second],
    ["0", 0n],
    ["0001-01-01", -62135596800n * second],
  ];
  for (const [text, nanoseconds] of readings) {
    it(`reads ${text}`, () => expect(parseDate(text)).to.equal(nanoseconds));
  }

  it("takes no date that does not exist or is written otherwise", () => {
    const texts = [
      "Jan 1 2024",
      "2024-02-30",
      "2023-02-29",
      "2024-13",
      "2024-00-01",
      "2024-01-00",
      "24-01-01",
    ];
    const times = [
      "2024-01-01T24:00Z",
      "2024-01-01T12:60Z",
      "2024-01-01t12:00z",
      "2024-01-01T12:00+24:00",
      "2024-01-01 12:00",
    ];
    for (const text of [...texts, ...times, "", "-1", "1717243200.5"])
      expect(parseDate(text), text).to.equal(undefined);
  });
});

describe("parseIpRange", () => {
  const holds = (range: string, address: string) =>
    containsIp(parseIpRange(range)!, parseIpAddress(address)!);

  const rows: readonly (readonly [string, string, boolean])[] = [
    ["203.0.113.0/24", "203.0.113.9", true],
    ["203.0.113.0/24", "203.0.114.0", false],
    ["203.0.113.77/24", "203.0.113.1", true],
    ["0.0.0.0/0", "255.255.255.255", true],
    ["128.0.0.0/1", "127.255.255.255", false],
    ["10.0.0.1", "10.0.0.1", true],
    ["0.0.0.0/0", "2001:db8::1", false],
    ["::/0", "10.0.0.1", false],
    ["2001:DB8:1234:5678::/64", "2001:db8:1234:5678::1", true],
    ["2001:db8::1", "2001:0db8:0:0:0:0:0:1", true],
    ["::ffff:1.2.3.4", "::ffff:102:304", true],
    ["fe80::/10", "febf::1", true],
    ["fe80::/10", "fec0::1", false],
    ["::/128", "::", true],
  ];
  for (const [range, address, expected] of rows) {
    it(`${range} ${expected ? "holds" : "does not hold"} ${address}`, () => {
      expect(holds(range, address)).to.equal(expected);
    });
  }

  it("takes nothing else for a range", () => {
    for (const text of [
      "",
      "10.0.0",
      "10.0.0.256",
      "010.0.0.1",
      "10.0.0.0/33",
      "10.0.0.0/",
      "10.0.0.0/08",
      "::/129",
      "fe80::1%eth0",
      "x",
    ]) {
      expect(parseIpRange(text), text).to.equal(undefined);
    }
    expect(parseIpAddress("10.0.0.0/8")).to.equal(undefined);
  });
});
