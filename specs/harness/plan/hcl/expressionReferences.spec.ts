import { expect } from "chai";
import { expressionReferences } from "../../../../harness/plan/hcl/expressionReferences.js";

const rows: readonly (readonly [expression: string, references: readonly string[]])[] = [
  ["aws_s3_bucket.data.arn", ["aws_s3_bucket.data.arn"]],
  ["data.aws_iam_policy_document.d.json", ["data.aws_iam_policy_document.d.json"]],
  ['aws_iam_role.r["a.b"].arn', ['aws_iam_role.r["a.b"].arn']],
  ["aws_iam_role.r[0].arn", ["aws_iam_role.r[0].arn"]],
  ["aws_iam_role.r[each.key].arn", ["aws_iam_role.r", "each.key"]],
  ["aws_iam_role.r.*.arn", ["aws_iam_role.r"]],
  ["aws_iam_role.r[*].arn", ["aws_iam_role.r"]],
  ['join(",", [aws_a.b.c, "${aws_d.e.f}/x.y", "aws_g.h.i"])', ["aws_a.b.c", "aws_d.e.f"]],
  ['var.a ? aws_a.b.c : "x.y"', ["var.a", "aws_a.b.c"]],
  ["[for k, v in module.m.ids : v.arn]", ["module.m.ids"]],
  ['jsonencode({"A" = "${aws_a.b.c}", "B" = aws_a.b.c})', ["aws_a.b.c"]],
  ["provider::aws::arn_parse(aws_a.b.c)", ["aws_a.b.c"]],
  ["true", []],
  ["1.5", []],
];

describe("expressionReferences", () => {
  for (const [expression, references] of rows) {
    it(`finds ${references.length} in ${expression}`, () =>
      expect(expressionReferences(expression)).to.have.members(references));
  }
});
