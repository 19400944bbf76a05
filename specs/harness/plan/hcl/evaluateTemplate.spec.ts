import { expect } from "chai";
import { blockScope, readLocals } from "../../../../harness/plan/configuration/blockScope.js";
import { evaluateTemplate } from "../../../../harness/plan/hcl/evaluateTemplate.js";
import { Unknown, unknownsIn } from "../../../../harness/plan/hcl/partialValue.js";
import { evaluateWritten, type Written } from "./evaluateWritten.js";

describe("evaluateTemplate", () => {
  const known: readonly (readonly [title: string, text: string, value: unknown, scope?: Written])[] = [
    ["plain JSON", '{"a":"b"}', '{"a":"b"}'],
    ["escaped marks", "$${aws:username} %%{a}", "${aws:username} %{a}"],
    [
      "policy variables as they are meant",
      "a/${aws:username}/${*}${?}${$}",
      "a/${aws:username}/${*}${?}${$}",
    ],
    [
      "a policy variable with a default",
      "${aws:PrincipalTag/team, 'none'}",
      "${aws:PrincipalTag/team, 'none'}",
    ],
    ["a literal in a template", '${"a"}-${1.5}', "a-1.5"],
    [
      "jsonencode of literals",
      '${jsonencode({"Version" = "2012-10-17", "a b" = [1, true, null], c = "\\"$${aws:username}\\\\"})}',
      '{"Version":"2012-10-17","a b":[1,true,null],"c":"\\"${aws:username}\\\\"}',
    ],
    ["conversions", '${toset(["a", "b"])}', ["a", "b"]],
    [
      "keys and values of an instance",
      "${each.key}=${each.value.n}",
      "k=v",
      { each: { key: "k", value: { n: "v" } } },
    ],
    ["the index of an instance", "job-${count.index}", "job-2", { index: 2 }],
    ["locals, one inside the other", "${local.a.b}", "xyz", { locals: { a: { b: "x${local.c}" }, c: "yz" } }],
    [
      "a value of an instance that is a local",
      "${each.value}",
      "yz",
      { each: { key: "k", value: "${local.c}" }, locals: { c: "yz" } },
    ],
  ];
  for (const [title, text, value, scope] of known) {
    it(`knows ${title}`, () => expect(evaluateWritten(text, scope)).to.deep.equal({ value }));
  }

  const open: readonly (readonly [title: string, text: string, template: string, scope?: Written])[] = [
    ["a reference in a string", '{"a":"${aws_x.y.arn}/*"}', '{"a":"${aws_x.y.arn}/*"}'],
    [
      "a reference inside jsonencode, as the JSON that is made",
      '${jsonencode({"a" = "${aws_x.y.arn}/$${aws:username}\\"", "b" = aws_x.y.list, "c" = [1]})}',
      '{"a":"${aws_x.y.arn}/$${aws:username}\\"","b":${jsonencode(aws_x.y.list)},"c":[1]}',
    ],
    [
      "a local that refers to something",
      "a-${local.b}",
      "a-x/${aws_x.y.id}",
      { locals: { b: "x/${aws_x.y.id}" } },
    ],
    ["a local of itself", "${local.a}", "${local.a}", { locals: { a: "${local.a}" } }],
    ["a local that is not there", "${local.a.__proto__}", "${local.a.__proto__}"],
    ["functions that are not known here", '${md5(join(",", ["a"]))}', '${md5(join(",", ["a"]))}'],
    ["operators", '${var.a ? "b" : "c"}', '${var.a ? "b" : "c"}'],
    ["loops", "${[for k in var.a : k]}", "${[for k in var.a : k]}"],
    ["directives", "%{ if var.a }b%{ endif }", "%{ if var.a }b%{ endif }"],
    ["what is not closed", "a${b", "a${b"],
    ["functions of providers", "${provider::aws::arn_parse(var.a)}", "${provider::aws::arn_parse(var.a)}"],
  ];
  for (const [title, text, template, scope] of open) {
    it(`leaves unknown ${title}`, () => expect(evaluateWritten(text, scope)).to.deep.include({ template }));
  }

  it("leaves unknown an object that names a member twice, for the last counts and the order is lost", () => {
    const value = evaluateTemplate(
      { "${local.a}": "1", a: "2" },
      blockScope({ locals: readLocals({ a: "a" }) }),
    );
    expect(value).to.be.instanceOf(Unknown);
  });

  const bombs: readonly (readonly [title: string, text: string])[] = [
    ["lists", `\${${"[".repeat(50_000)}}`],
    ["calls", `\${${"f(".repeat(50_000)}}`],
    ["strings in strings", '${"'.repeat(50_000)],
    ["closed strings in strings", `${'${"'.repeat(5_000)}${'"}'.repeat(5_000)}`],
    ["a string that is not closed", `\${f("${"${a}".repeat(50_000)})}`],
    ["negations", `\${${"!".repeat(50_000)}true}`],
    ["operators", `\${${"1+".repeat(50_000)}1}`],
    ["choices", `\${${"true?1:".repeat(50_000)}1}`],
    ["loops", `\${${"[for a in ".repeat(50_000)}}`],
    ["parentheses", `\${${"(".repeat(50_000)}}`],
    ["keys", `\${a${"[0".repeat(50_000)}}`],
  ];
  for (const [title, text] of bombs) {
    it(`survives deeply nested ${title}`, () => {
      const value = evaluateTemplate(text, blockScope({ locals: readLocals({}) }));
      expect(unknownsIn(value).flatMap(({ about }) => about.references)).to.deep.equal([]);
    });
  }
});
