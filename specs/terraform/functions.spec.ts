import { expect } from "chai";
import { blockScope, readLocals } from "../../harness/plan/configuration/blockScope.js";
import { evaluateTemplate } from "../../harness/plan/hcl/evaluateTemplate.js";
import { isKnown, type PartialValue } from "../../harness/plan/hcl/partialValue.js";
import { describeTerraform } from "./describeTerraform.js";
import { makeWorkspace, type Workspace } from "./workspace.js";

/** What is known of these must be what terraform says; what is left unknown is said here. */
const told: readonly string[] = [
  'jsonencode({ b = "<a&>", a = [1.50, true, null], "10" = 1, "9" = 2, (local.name) = "${local.name}!" })',
  '"${1.50} ${true} ${local.name}"',
  '"${local.list}"',
  '"$${aws:username} %%{x} \\"q\\" \\u00e9"',
  'format("%s %s %v %d %%", "a", 5, true, 7)',
  'format("arn:aws:s3:::%s/*", local.name)',
  'formatlist("%s/%s", local.list, "x")',
  'formatlist("%s/%s", local.list, ["1", "2", "3"])',
  'join(",", local.list)',
  'join("-", ["a"], [], [5, true])',
  'join("", [])',
  "concat(local.list, [], [1])",
  'flatten([["a"], [["b", []]], "c"])',
  "merge({ a = 1 }, null, local.map)",
  "merge({ a = { x = 1 } }, { a = { y = 2 } })",
  "merge()",
  'lookup(local.map, "one", "z")',
  'lookup(local.map, "none", "z")',
  "element(local.list, 7)",
  'replace("a.b.c", ".", "-")',
  'replace("a", "b", "-")',
  'lower("ABc")',
  'upper("abC")',
  'split(",", "a,b,,c")',
  'split(",", "")',
  'toset(["b", "a", "b"])',
  'tolist(toset(["b", "a"]))',
  'tolist(["b", "a"])',
  "tomap(local.map)",
  "tostring(1.0)",
  "tostring(null)",
  'coalesce(null, "", "x", "y")',
  "coalesce(null, 5)",
  'try({ a = 1 }.b, "d")',
  'try(local.map.none, local.map["one"])',
  "try(local.list[7], local.list[0])",
  'try(null.a, "n")',
  'try(element([], 0), "n")',
  "can(local.map.none)",
  "can(local.map.one)",
  'compact(["a", "", null, "b"])',
  'distinct(["b", "a", "b"])',
  "length(local.list)",
  "length(local.map)",
  "keys(local.map)",
  "values(local.map)",
  'contains(local.list, "b")',
  'contains(local.list, "z")',
  'trimprefix("https://x", "https://")',
  'trimsuffix("a/*", "/*")',
  'trimsuffix("a", "")',
  'trimspace(" a ")',
  'startswith("abc", "ab") && !endswith("abc", "ab")',
  "[for x in local.list : upper(x)]",
  '[for x in local.list : x if x != "b"]',
  '[for k, v in local.map : "${k}=${v}"]',
  "{ for x in local.objects : x.name => x.actions }",
  "{ for x in local.list : x => x... }",
  '[for x in local.objects : [for a in x.actions : "${x.name}:${a}"]]',
  "local.objects[*].name",
  "local.objects.*.name[0]",
  "local.objects[*].actions[0]",
  "local.objects.*.actions[1][0]",
  "local.objects[1].actions[0]",
  "local.map[local.key]",
  'local.map["one"] == "1" ? local.list : []',
  'true ? "x" : 5',
  "false ? 1 : 2",
  'true ? null : "x"',
  'true ? [{ a = 1, b = "x" }] : []',
  '!(1 > 2) && (2 >= 2 || 1 == 2) && "x" != "y"',
  '"5" == 5',
  "local.none == null",
  "local.map != null",
  "concat(local.list...)",
  "merge([{ a = 1 }, { b = 2 }]...)",
  '{ "a.b" : 1, c : [for x in [1] : x] }["a.b"]',
  "null[*]",
  '"x"[*]',
  "[local.name, /* of */ local.key] # all",
  '["e\u0301", "e\\u0301", join("", ["e", "\\u0301"]), replace("e-\u0301", "-", "")]',
  'jsonencode({ "\ufb00" = 1, "\u{1f600}" = 2, "e\u0301" = 3 })',
  'keys({ "\u{1f600}" = 1, "\ufb00" = 2, "z" = 3 })',
  'toset(["\u{1f600}", "\ufb00", "z"])',
  'merge({ "__proto__" = { a = 1 } }, { b = 2 })',
  "tolist([{ a = 1 }, { b = 2 }])",
  'true ? ["b", "a"] : ["c"]',
  'true ? { a = ["x"] } : {}',
  'coalesce("x", 5)',
];

/** Known to terraform, and left unknown: nothing wrong may be said of these. */
const open: readonly string[] = [
  "1e21",
  "12345678901234567890",
  'element(["a", "b"], 5 - 4)',
  'true ? 5 : "x"',
  'jsonencode(true ? { a = 1, b = "x" } : {})',
  'jsonencode(true ? ["a", 1] : [])',
  'tolist([1, "a"])',
  'tolist([["a"], [1]])',
  'true ? ["b", "a"] : toset(["c"])',
  'true ? ["a", 1] : ["a", "a", 1]',
  'coalesce(null, "", [])',
  'try(element(toset(["a"]), 0), "n")',
  "-0",
  "0.1234567890123456789",
  "123456789.123456789123",
  'coalesce(null, 5, "x")',
  'replace("abc", "", "-")',
  'replace("abc", "/b/", "-")',
  'upper("straße")',
  'split("", "abc")',
  'format("%05d", 7)',
  'format("%q", "x")',
  'contains(["1"], true)',
  "toset([1, 2])",
  '[for i, x in ["a"] : i]',
  'md5("x")',
];

const locals = {
  name: "data",
  key: "two",
  list: ["a", "b", "c"],
  map: { two: "2", one: "1" },
  none: null,
  objects: [
    { name: "x", actions: ["s3:GetObject"] },
    { name: "y", actions: ["s3:PutObject", "s3:ListBucket"] },
  ],
};

const evaluate = (expression: string): PartialValue =>
  evaluateTemplate(`\${${expression}}`, blockScope({ locals: readLocals(locals) }));

describeTerraform("the functions of terraform, and what is made of them here", () => {
  let workspace: Workspace;
  let answers: readonly string[];
  before(async () => {
    workspace = await makeWorkspace([]);
    workspace.write({ "main.tf.json": JSON.stringify({ locals }) });
    answers = await workspace.evaluate([...told, ...open]);
  });
  after(() => workspace?.remove());

  told.forEach((expression, index) => {
    it(`are the same for ${expression}`, () => {
      const value = evaluate(expression);
      const isRefused = answers[index] === "refused";
      expect(isKnown(value), "it is known").to.equal(!isRefused);
      if (!isRefused) expect(value).to.deep.equal(JSON.parse(answers[index]!));
    });
  });

  open.forEach((expression, index) => {
    it(`are left to terraform for ${expression}`, () => {
      expect(answers[told.length + index]).not.to.equal("refused");
      expect(isKnown(evaluate(expression))).to.equal(false);
    });
  });
});
