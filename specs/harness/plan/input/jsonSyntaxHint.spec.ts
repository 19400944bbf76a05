import { expect } from "chai";
import { jsonSyntaxHint } from "../../../../harness/plan/input/jsonSyntaxHint.js";
import { locateJsonFault } from "../../../../policies/text/locateJsonFault.js";

const rows: readonly (readonly [title: string, text: string, hint: string])[] = [
  ["a comma after the last member", '{"a":1,}', "remove the comma before it"],
  ["a comma after the last item", '{"a":[1, 2,\n]}', "remove the comma before it"],
  ["no comma between members", '{"a":"b"\n "c":1}', "a comma is missing before it"],
  ["no comma between items", '{"a":[{} {}]}', "a comma is missing before it"],
  ["a comment of lines", '{\n // all\n "a":1}', "JSON has no comments: remove it"],
  ["a comment between", '{"a":1, /* b */ "c":2}', "JSON has no comments: remove it"],
  ["single quotes", "{'a':1}", "write strings in double quotes"],
  ["a name without quotes", "{a: 1}", "write names in double quotes"],
  ["a resource", 'resource "aws_iam_role" "r" {\n}\n', "it is Terraform source: plan it, and give the plan:"],
  ["a resource below a comment", '# roles\n\nresource "x" "y" {}', "it is Terraform source"],
  [
    "anything else",
    "Statement:\n  - Effect: Allow\n",
    "make it with `terraform show -json tfplan > plan.json`",
  ],
];

describe("the hint about a file that is not JSON", () => {
  for (const [title, text, hint] of rows) {
    it(`knows ${title}`, () => {
      const { offset } = locateJsonFault(text)!.position;
      expect(jsonSyntaxHint(text, offset)).to.include(hint);
    });
  }
});
