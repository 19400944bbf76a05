import { expect } from "chai";
import { strToU8, zipSync } from "fflate";
import { readHcl } from "../../harness/plan/configuration/readHcl.js";
import { extract } from "../../harness/plan/extract.js";
import { parseHcl } from "../../harness/plan/hcl/parseHcl.js";
import type { LoadedSource } from "../../harness/plan/source/loadSource.js";
import { readBinaryPlan } from "../../harness/plan/source/readBinaryPlan.js";
import { change, makePlan, trust, written } from "../harness/plan/plans.js";

const plan = makePlan(
  [
    change("aws_iam_role.r", { after: { name: "r", assume_role_policy: trust } }),
    change("aws_iam_role_policy.p", { after: { role: "r", name: "p" }, unknown: { policy: true } }),
  ],
  { resources: [written("aws_iam_role_policy.p", { policy: ["local.policy"] })] },
);
const main = `resource "aws_iam_role_policy" "p" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}
`;
const nested = `locals {\n  a = ${"!".repeat(20_000)}true\n}\n`;

/** What is read of a binary plan file with these files in its root module. */
async function read(files: Readonly<Record<string, string>>, level: 0 | 9 = 0) {
  const entries = Object.entries(files).map(([name, text]) => [`tfconfig/m-/${name}`, strToU8(text)]);
  const zip = zipSync({ tfplan: strToU8(""), ...Object.fromEntries(entries) }, { level });
  const stdout = Buffer.from(JSON.stringify(plan));
  const run = async () => ({ exit: 0, stdout, stderr: "" });
  const input = await readBinaryPlan(zip, "tfplan", { run });
  if (!input.ok) throw new Error(input.diagnostics[0]?.message);
  const { input: withHcl, notes } = await readHcl(input.value);
  if (withHcl.kind !== "plan") throw new Error("a plan stays a plan");
  const extraction: LoadedSource["extraction"] = extract(withHcl, "tfplan");
  const policy = extraction.policies.find(({ address }) => address === "aws_iam_role_policy.p")!;
  return { isKnown: policy.unknown.length === 0, messages: notes.map(({ message }) => message) };
}

const hostile: readonly (readonly [string, string, string])[] = [
  ["20,000 `!`", nested, "nested deeper than 100 levels"],
  [
    "a number that is very large",
    "locals {\n  big = 1e1000000\n}\n",
    "with a number of more than 308 digits",
  ],
  ["20,000 blocks", "a {\n".repeat(20_000) + "}\n".repeat(20_000), "nested deeper than 100 levels"],
  [
    "20,000 parentheses",
    `locals {\n  a = ${"(".repeat(20_000)}1${")".repeat(20_000)}\n}\n`,
    "nested deeper than 100 levels",
  ],
  ["10,000 lines too many", "a = [b, c]\n".repeat(16_000), "larger than 25,000 tokens"],
  ["half a million characters in a comment", `# ${"x".repeat(500_000)}\n`, "longer than 500,000 characters"],
  ["a bracket that is not closed", "resource {\n", "not understood by the HCL parser"],
  ["a string over 15,000 lines", `a = "${"}\n".repeat(15_000)}"\n`, "not understood by the HCL parser"],
  ["what is not HCL", "resource = = 1\n", "not understood by the HCL parser"],
];

describe("a plan file with HCL that no parser should see", () => {
  for (const [name, text, is] of hostile) {
    it(`is read without the file with ${name}, and says so`, async () => {
      const { isKnown, messages } = await read({ "a.tf": text, "main.tf": main });
      expect(isKnown).to.equal(true);
      expect(messages).to.deep.equal([
        `\`tfconfig/m-/a.tf\` in the plan file is ${is}, so what is written there and known only after apply stays unknown`,
      ]);
    });
  }

  it("leaves unknown what such a file says, regardless of what comes after it", async () => {
    expect((await read({ "a.tf": nested, "main.tf": main + nested })).isKnown).to.equal(false);
    expect((await read({ "main.tf": main })).isKnown).to.equal(true);
  });

  it("believes none of a module whose override file cannot be read", async () => {
    for (const name of ["override.tf", "my_override.tf"])
      expect((await read({ "main.tf": main, [name]: nested })).isKnown).to.equal(false);
  });

  it("reads no more of a small plan file than a real one of its size could hold", async () => {
    const large = (name: string) => `${name} {}\n`.repeat(6000);
    const files = { "a.tf": large("a"), "b.tf": large("b"), "c.tf": "c = 1\n", "main.tf": main };
    const { isKnown, messages } = await read(files, 9);
    expect(isKnown).to.equal(false);
    expect(messages.join().replace(/\d+,\d+/, "N")).to.include(
      "`tfconfig/m-/b.tf`, `tfconfig/m-/c.tf`, `tfconfig/m-/main.tf` in the plan file are beyond the N tokens of a plan file of this size",
    );
    // the same files not compressed, and the same content several times
    expect((await read(files)).isKnown).to.equal(true);
    const same = { "a.tf": large("a"), "b.tf": large("a"), "c.tf": large("a"), "main.tf": main };
    expect((await read(same, 9)).isKnown).to.equal(true);
  });

  it("reads no more JSON of a small plan file either", async () => {
    const many = Array.from({ length: 6000 }, (_, index) => `${"{},".repeat(200)}${index}`);
    const files = { "a.tf.json": `{"a":[${many.join()}]}`, "main.tf": main };
    const small = await read(files, 9);
    expect(small.isKnown).to.equal(false);
    expect(small.messages.join()).to.include(
      "`tfconfig/m-/a.tf.json`, `tfconfig/m-/main.tf` in the plan file are beyond",
    );
    expect((await read(files)).isKnown).to.equal(true);
  });

  it("starts no thread after thread for files that are not HCL", async () => {
    const bad = Array.from({ length: 9 }, (_, i) => [`${i}.tf`, `a${i} = = 1\n`]);
    const { isKnown, messages } = await read({ ...Object.fromEntries(bad), "main.tf": main }, 9);
    expect(isKnown).to.equal(false);
    expect(messages).to.have.length(2);
    expect(messages[0]).to.include(
      "`tfconfig/m-/0.tf`, `tfconfig/m-/1.tf` in the plan file are not understood",
    );
  });

  it("names the first few of many files", async () => {
    const files = Array.from({ length: 30 }, (_, index) => [`${10 + index}.tf`, nested]);
    const { messages } = await read(Object.fromEntries(files));
    expect(messages.join()).to.include("`tfconfig/m-/14.tf` and 25 more in the plan file are nested");
  });
});

describe("parseHcl", () => {
  it("takes the next file in a fresh thread when one was too much for the parser", async () => {
    // one after the other, and all at once
    expect(await parseHcl(nested)).to.deep.equal({ ok: false });
    expect(await parseHcl("a = 1\n")).to.deep.equal({ ok: true, value: { a: 1 } });
    const answers = await Promise.all([nested, "a = 2\n", "a = 3\n"].map(parseHcl));
    expect(answers).to.deep.equal([
      { ok: false },
      { ok: true, value: { a: 2 } },
      { ok: true, value: { a: 3 } },
    ]);
  });
});
