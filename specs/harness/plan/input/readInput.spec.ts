import { expect } from "chai";
import { readInput } from "../../../../harness/plan/input/readInput.js";
import { maximumNesting } from "../../../../policies/text/readJson.js";
import { fixtureBytes } from "../fixture.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
function utf16(text: string, order: "le" | "be"): Uint8Array {
  const encoded = Buffer.from(text, "utf16le");
  return order === "le" ? encoded : encoded.swap16();
}
const plan = '{"format_version":"1.2","resource_changes":[]}';
const policy = '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

describe("readInput", () => {
  const readable: readonly (readonly [string, Uint8Array, string])[] = [
    ["a plan", bytes(plan), "plan"],
    ["a plan of terraform 0.12", bytes('{"format_version":"0.1","planned_values":{}}'), "plan"],
    ["a plan without anything but changes", bytes('{"resource_changes":[]}'), "plan"],
    ["a plan wrapped for OPA", bytes(`{"input":${plan}}`), "plan"],
    ["a plan among mocks", bytes(`{"mock":{"valid":${plan}}}`), "plan"],
    ["a state", bytes('{"format_version":"1.0","values":{}}'), "state"],
    ["a policy document", bytes(policy), "policy"],
    ["what CDKTF synthesizes", bytes('{"//":{"metadata":{}},"terraform":{}}'), "cdktf"],
    ["what CDKTF synthesizes for tests", bytes('{"resource":{"aws_iam_role":{"r":{}}}}'), "cdktf"],
    ["UTF-8 with a byte order mark", bytes(`\uFEFF${plan}`), "plan"],
    ["UTF-16LE with a byte order mark", utf16(`\uFEFF${plan}`, "le"), "plan"],
    ["UTF-16BE with a byte order mark", utf16(`\uFEFF${plan}`, "be"), "plan"],
    ["UTF-16LE without one", utf16(plan, "le"), "plan"],
    ["UTF-16BE without one", utf16(plan, "be"), "plan"],
    [
      "the lines of setup-terraform",
      bytes(`[command]/bin/terraform show\r\n${plan}\n\n::debug::done\n`),
      "plan",
    ],
    [
      "a plan with log lines in its values",
      bytes(`{"resource_changes":[],"note":"{\\"@level\\":1}"}`),
      "plan",
    ],
  ];
  for (const [title, input, kind] of readable) {
    it(`reads ${title}`, () => {
      const read = readInput(input, "file");
      expect(read.ok && read.value.kind).to.equal(kind);
    });
  }

  it("says so when it unwraps a plan", () => {
    expect(readInput(bytes(`{"input":${plan}}`), "file").diagnostics.map(({ code }) => code)).to.deep.equal([
      "wrapped-plan",
    ]);
  });

  const refused: readonly (readonly [
    title: string,
    input: Uint8Array,
    code: string,
    says: RegExp,
    hint: RegExp,
  ])[] = [
    ["an empty file", bytes(""), "empty-file", /^`file` is empty$/, /terraform show -json/],
    ["white space", bytes(" \n"), "empty-file", /is empty/, /terraform show -json/],
    ["HTML", bytes("<!DOCTYPE html><p>sign in"), "html", /holds HTML/, /terraform show -json/],
    [
      "a truncated plan",
      bytes('{"resource_changes":[\n{"a":'),
      "cut-off",
      /line 2, column 6/,
      /make it again/,
    ],
    ["a string that breaks off", bytes('{"a":"b'), "cut-off", /line 1, column 8|cut off/, /again/],
    ["broken JSON", bytes('{"a":\n nope}'), "not-json", /line 2, column 2/, /terraform show -json/],
    [
      "another major version",
      bytes('{"format_version":"2.0","planned_values":{}}'),
      "format-version",
      /`2\.0`/,
      /newer planproof/,
    ],
    [
      "a version that is not a string",
      bytes('{"format_version":1,"planned_values":{}}'),
      "format-version",
      /0\.x and 1\.x/,
      /newer/,
    ],
    [
      "a log of terraform plan -json",
      fixtureBytes("plan-samples/plan-json-ui-stream.ndjson"),
      "plan-log",
      /log/,
      /-out=tfplan/,
    ],
    ["one line of such a log", bytes('{"@level":"info"}'), "plan-log", /log/, /-out=tfplan/],
    [
      "what terraform plan prints",
      bytes("data.x.y: Refreshing state...\n\nTerraform used the selected"),
      "plan-text",
      /on the terminal/,
      /-out=tfplan/,
    ],
    [
      "a raw tfstate",
      fixtureBytes("plan-samples/raw.tfstate"),
      "raw-state",
      /terraform\.tfstate/,
      /terraform show -json/,
    ],
    [
      "a binary plan",
      fixtureBytes("plan-samples/create.tfplan"),
      "binary-plan",
      /binary plan/,
      /terraform show -json tfplan/,
    ],
    ["gzip", new Uint8Array([0x1f, 0x8b, 8]), "compressed", /gzip/, /gunzip/],
    [
      "two plans in a row",
      bytes(`${plan}\n${plan}`),
      "several-documents",
      /line 2, column 1/,
      /separate file/,
    ],
    [
      "several mocks",
      bytes(`{"mock":{"a":${plan},"b":${plan}}}`),
      "several-documents",
      /`mock\.a`, `mock\.b`/,
      /separate file/,
    ],
    [
      "an empty state",
      fixtureBytes("plan-samples/empty-state.json"),
      "empty-state",
      /empty state/,
      /terraform show -json tfplan/,
    ],
    [
      "an errored plan",
      fixtureBytes("plan-samples/errored.plan.json"),
      "errored-plan",
      /ended in an error/,
      /terraform plan/,
    ],
    ["a list", bytes("[1]"), "unknown-json", /JSON list/, /terraform show -json/],
    ["other JSON", bytes('{"a":1,"b":2}'), "unknown-json", /`a`, `b`/, /terraform show -json/],
    [
      "bytes that are not UTF-8",
      new Uint8Array([0x7b, 0x22, 0xff]),
      "invalid-encoding",
      /not valid UTF-8/,
      /UTF-8/,
    ],
    ["half a UTF-16 character", new Uint8Array([0xff, 0xfe, 0x7b]), "invalid-encoding", /UTF-16LE/, /UTF-8/],
    [
      "a plan with a list in place of an object",
      bytes('{"resource_changes":[[]]}'),
      "malformed-plan",
      /`\/resource_changes\/0` there is a list in place of an object/,
      /terraform show -json/,
    ],
    [
      "a change without a type",
      bytes('{"resource_changes":[{"address":"a","mode":"managed","name":"b","change":{}}]}'),
      "malformed-plan",
      /`\/resource_changes\/0\/type`/,
      /terraform/,
    ],
    [
      "a nesting bomb",
      bytes(`{"resource_changes":${"[".repeat(100_000)}`),
      "too-deep",
      new RegExp(`${maximumNesting} levels`),
      /terraform/,
    ],
  ];
  for (const [title, input, code, says, hint] of refused) {
    it(`refuses ${title}`, () => {
      const read = readInput(input, "file");
      expect(read.ok).to.equal(false);
      expect(read.diagnostics).to.have.lengthOf(1);
      expect(read.diagnostics[0]!.code).to.equal(code);
      expect(read.diagnostics[0]!.message).to.match(says);
      expect(read.diagnostics[0]!.hint).to.match(hint);
    });
  }

  it("reads a plan cut off anywhere as a named error that quotes nothing of it", () => {
    const whole = fixtureBytes("plan-samples/destroy.plan.json");
    for (let length = 1; length < whole.length - 2; length += 7) {
      const read = readInput(whole.subarray(0, length), "file");
      expect(
        read.diagnostics.map(({ code }) => code),
        `${length}`,
      ).to.deep.equal(["cut-off"]);
      expect(read.diagnostics[0]!.message).to.match(
        /^`file` is cut off: the JSON breaks off in line 1, column \d+$/,
      );
    }
  });
});
