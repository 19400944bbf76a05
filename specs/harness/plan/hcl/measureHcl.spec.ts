import { expect } from "chai";
import { hclExcess, hclLimits } from "../../../../harness/plan/hcl/hclLimits.js";
import { measureHcl } from "../../../../harness/plan/hcl/measureHcl.js";

const depths: readonly (readonly [string, number])[] = [
  ["", 0],
  ["a = 1", 0],
  ["a {\n  b = [(1)]\n}", 3],
  ["a = !!!true", 3],
  ["a = !x\nb = !x\nc = !x", 1],
  ["a = [-1, -1, -1]", 2],
  ["a = x != y\nb = x-y == z", 0],
  ["a = b[*].c[*].d[0]", 3],
  ["a = b ? c : d ? e : f", 2],
  ['a = "${"${b}"}"', 4],
  ['a = "((( $${((( \\" ((("', 1],
  ['a = "%{ if b }((${c}%{ else }(%{ endif }"', 3],
  ['a = "%{ for b in c }x%{ endfor }%{ for b in c }x%{ endfor }"', 3],
  ["# (((\n// (((\n/* (((\n((( */ a = 1", 0],
  ['a = <<EOT\n((( " ${b} # [[[\n  EOT\nb = [1]', 2],
  ["a = <<-EOT\n  $${((( \\\n  %{~ if b ~}\n  (\n  %{~ endif ~}\n  EOT", 3],
  ["a = <<EOT\nnever ends (((", 1],
  ['a = "never ends (((', 1],
  ["))) }}} ]]]", 0],
];

const shapes: readonly (readonly [string, (times: number) => string])[] = [
  ["`!`", (times) => `locals {\n  a = ${"!".repeat(times)}true\n}`],
  ["`-`", (times) => `locals {\n  a = ${"- ".repeat(times)}1\n}`],
  ["parentheses", (times) => `locals {\n  a = ${"(".repeat(times)}1${")".repeat(times)}\n}`],
  ["blocks", (times) => "a {\n".repeat(times) + "}\n".repeat(times)],
  ["conditions", (times) => `a = ${"b ? c : ".repeat(times)}d`],
  ["splats", (times) => `a = b${"[*]".repeat(times)}`],
  ["templates", (times) => `a = ${'"${'.repeat(times)}b${'}"'.repeat(times)}`],
];

/** What the parser would take a second or minutes for, though it has few names and operators. */
const slow: readonly (readonly [string, (times: number) => string])[] = [
  ["lines of a heredoc", (times) => `a = <<EOT\n${"x y z\n".repeat(times)}EOT\n`],
  ["long lines of a heredoc", (times) => `a = <<-EOT\n${`${"x".repeat(90)}\n`.repeat(times)}EOT\n`],
  ["`$` in a string", (times) => `a = "${"$x".repeat(times)}"`],
  ["`%` in a string", (times) => `a = "${"%x".repeat(times)}"`],
  ["`$${` in a string", (times) => `a = "${"$${".repeat(times)}"`],
  ["interpolations", (times) => `a = "${"x${b}".repeat(times)}"`],
  ["long strings", (times) => `a = [${`"${"x".repeat(90)}", `.repeat(times)}]`],
  ["numbers", (times) => `a = [${"1, ".repeat(times)}]`],
];

const notHcl = [
  "a = [1",
  "a = [1)",
  "a }",
  'a = "b',
  'a = "b\nc"',
  'a = "b\\\n"',
  'a = "${b"',
  "a = <<EOT\nb",
];

describe("measureHcl", () => {
  for (const [text, depth] of depths) {
    it(`finds a depth of ${depth} in ${JSON.stringify(text)}`, () => {
      expect(measureHcl(text).depth).to.equal(depth);
    });
  }

  it("counts what there is to parse", () => {
    expect(measureHcl('a = "b c ${d}" # e\n').tokens).to.equal(8);
    expect(measureHcl("a = [1,\n 2.50, 1e-12]").digits).to.equal(12);
    expect(measureHcl("a1234 = b-1234").digits).to.equal(0);
  });

  for (const [name, write] of shapes) {
    it(`refuses 20,000 nested ${name}, and takes 20`, () => {
      expect(hclExcess(write(20))).to.have.property("tokens");
      expect(hclExcess(write(20_000))).to.deep.equal({ is: "nested deeper than 100 levels" });
    });
  }

  for (const [name, write] of slow) {
    it(`refuses 5,000 ${name} that take long to parse, and takes 500`, () => {
      expect(hclExcess(write(500))).to.have.property("tokens");
      expect(hclExcess(write(5000))).to.deep.equal({ is: "larger than 25,000 tokens" });
    });
  }

  it("knows of brackets that do not match, and of lines that end in a string, that they are not HCL", () => {
    for (const text of notHcl) {
      expect(measureHcl(text).isHcl, text).to.equal(false);
      expect(hclExcess(text)).to.deep.equal({ is: "not understood by the HCL parser" });
    }
    for (const text of ['a = "\\"${"b"}%%{"\nb = {\n}', "a = <<EOT\n}])\nEOT\n", 'a = "${\nb}"'])
      expect(measureHcl(text).isHcl, text).to.equal(true);
  });

  it("measures no further than the most tokens", () => {
    expect(measureHcl("a = b\n".repeat(1000), 10).tokens).to.equal(11);
    expect(measureHcl("[".repeat(1000), 10).isHcl).to.equal(true);
  });

  it("refuses what is long, large, or holds a number that no JSON can hold", () => {
    expect(hclExcess(`# ${"x".repeat(hclLimits.characters)}`)).to.have.property("is");
    expect(hclExcess("a = b\n".repeat(hclLimits.tokens / 4))).to.have.property("tokens");
    expect(hclExcess("a = b\n".repeat(hclLimits.tokens / 4 + 1))).to.have.property("is");
    for (const number of ["1e1000000", "1e-309", "1".repeat(400)])
      expect(hclExcess(`a = ${number}`)).to.have.property("is");
    expect(hclExcess("a = 1e308")).to.have.property("tokens");
  });
});
