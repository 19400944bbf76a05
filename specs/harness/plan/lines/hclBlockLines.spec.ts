import { expect } from "chai";
import { hclBlockLines } from "../../../../harness/plan/lines/hclBlockLines.js";

const rows: readonly (readonly [name: string, hcl: string, found: readonly string[]])[] = [
  ["a resource", 'resource "aws_iam_role" "job" {\n}\n', ["aws_iam_role.job:1"]],
  ["a data source", '\n\ndata "aws_iam_policy" "p" {}\n', ["data.aws_iam_policy.p:3"]],
  ["a module with its source", '\nmodule "ci" {\n  source = "./ci"\n}\n', ["module.ci:2 ./ci"]],
  [
    "labels without quotes, and an indented block",
    "  resource aws_iam_role job {\n}",
    ["aws_iam_role.job:1"],
  ],
  ["windows line ends", 'locals {\r\n}\r\nresource "a_b" "c" {\r\n}\r\n', ["a_b.c:3"]],
  [
    "what a line comment quotes",
    '# resource "a_b" "c" {\n// data "a_b" "c" {\nresource "a_b" "d" {}',
    ["a_b.d:3"],
  ],
  [
    "what a comment of several lines quotes",
    '/* resource "a_b" "c" {\n*/\nresource "a_b" "d" {}',
    ["a_b.d:3"],
  ],
  [
    "what a heredoc quotes",
    'locals {\n  a = <<-E\nresource "a_b" "c" {\n  E\n}\nresource "a_b" "d" {}',
    ["a_b.d:6"],
  ],
  [
    "braces in strings and templates",
    'locals {\n  a = "}"\n  b = "${f("{")}"\n  c = "$${"\n  d = "\\"}"\n}\nresource "a_b" "d" {}',
    ["a_b.d:7"],
  ],
  ["a block inside another", 'x {\n  resource "a_b" "c" {\n  }\n}\nresource "a_b" "d" {}', ["a_b.d:5"]],
  [
    "the source of a resource, which is not that of a module",
    'resource "a_b" "c" {\n  source = "x"\n}',
    ["a_b.c:1 x"],
  ],
  ["a string that is not closed", 'locals {\n  a = "x\n}\nresource "a_b" "d" {}', ["a_b.d:4"]],
  ["a heredoc that is not closed", 'x = <<E\nresource "a_b" "d" {}', []],
  ["nothing", "", []],
];

describe("hclBlockLines", () => {
  for (const [name, hcl, found] of rows)
    it(`reads ${name}`, () => {
      const blocks = hclBlockLines(hcl);
      expect(
        blocks.map(
          ({ address, line, source }) => `${address}:${line}${source === undefined ? "" : ` ${source}`}`,
        ),
      ).to.deep.equal(found);
    });

  it("reads a file of any nesting without recursion", () => {
    const nested = `${"{".repeat(200_000)}${"}".repeat(200_000)}\nresource "a_b" "c" {}`;
    expect(hclBlockLines(nested)).to.deep.equal([{ address: "a_b.c", line: 2 }]);
  });
});
