import { readdirSync } from "node:fs";
import { expect } from "chai";
import { extract } from "../../../../harness/plan/extract.js";
import { readLargeInput } from "../../../../harness/plan/input/readInput.js";
import { bigPlan } from "../../../bench/bigPlan.js";
import { fixtureBytes, fixtures } from "../fixture.js";
import { expectSame } from "./expectSame.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** UTF-16 is read whole or not at all; what is not JSON is recognized by its first words. */
const isOfUtf8Plan = (name: string): boolean => /\.(?:json|txt)$/.test(name) && !name.startsWith("utf16");

describe("readLargeInput", () => {
  for (const folder of ["batch-plan", "plan-samples"]) {
    for (const name of readdirSync(fixtures + folder).filter(isOfUtf8Plan)) {
      it(`reads ${name} as if it were small`, () => expectSame(fixtureBytes(`${folder}/${name}`)));
    }
  }

  it("reads a plan of many resources, and drops the long strings of those that hold no policy", () => {
    const bytes = encode([...bigPlan(40, 400_000)].join(""));
    expectSame(bytes);
    const read = readLargeInput(bytes, "plan.json");
    expect(JSON.stringify(read).length).to.be.lessThan(bytes.length / 5);
  });

  const plan = '{"format_version":"1.2","resource_changes":[]}';
  const rows: readonly (readonly [string, string | Uint8Array, string | undefined])[] = [
    [
      "a byte order mark and wrapper lines",
      `\ufeff[command]terraform show\n${plan}\n::debug::done\n`,
      undefined,
    ],
    ["white space all over", ' { "resource_changes" : [ ] , "complete" : true } \n', undefined],
    ["escaped quotes and backslashes", '{"resource_changes":[],"configuration":{"a\\"":"\\\\"}}', undefined],
    ["two documents", `${plan}\n${plan}`, "several-documents"],
    ["words after it", `${plan} and more`, "not-json"],
    ["a nesting bomb", `{"resource_changes":${"[".repeat(600)}${"]".repeat(600)}}`, "too-deep"],
    ["a word that does not exist", '{"resource_changes":nope}', "not-json"],
    ["a missing comma", '{"resource_changes":[{} {}]}', "not-json"],
    ["a missing colon", '{"resource_changes" []}', "not-json"],
    ["a key without quotes", "{resource_changes:[]}", "not-json"],
    ["a closing bracket too many", "]", "not-json"],
    [
      "bytes that are not UTF-8",
      Uint8Array.from([...encode('{"resource_changes":["'), 0xff, ...encode('"]}')]),
      "invalid-encoding",
    ],
    ["a policy", '{"Statement":[]}', "too-large"],
    ["nothing", "", "cut-off"],
    ["prototypes", '{"__proto__":{"errored":true},"resource_changes":[]}', undefined],
  ];
  for (const [title, content, code] of rows) {
    it(`${code === undefined ? "reads" : "refuses"} ${title}`, () => {
      const { ok, diagnostics } = readLargeInput(
        typeof content === "string" ? encode(content) : content,
        "p",
      );
      expect([ok, diagnostics[0]?.code]).to.deep.equal([code === undefined, code]);
    });
  }

  it("refuses a plan cut off anywhere, and quotes nothing of it", () => {
    const whole = fixtureBytes("batch-plan/widen.plan.json");
    for (let end = 1; end < whole.length - 1; end += 997) {
      const read = readLargeInput(whole.subarray(0, end), "plan.json");
      expect([read.ok, read.diagnostics[0]?.code], `${end}`).to.deep.equal([false, "cut-off"]);
      expect(JSON.stringify(read)).not.to.include("canary");
    }
  });

  it("never throws at a byte that is another", () => {
    const whole = fixtureBytes("batch-plan/state.json");
    for (let at = 0; at < whole.length; at += 13) {
      const damaged = whole.slice();
      damaged[at]! ^= 0x22;
      const input = readLargeInput(damaged, "plan.json");
      if (input.ok && input.value.kind !== "policy") extract(input.value, "plan.json");
    }
  });
});
