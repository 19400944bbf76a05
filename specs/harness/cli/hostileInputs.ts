import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allow, change, makePlan, written } from "../plan/plans.js";
import { cwd } from "./ask.js";

const real = readFileSync(join(cwd, "create.plan.json"), "utf8");
const plan = (changes: readonly object[], root?: object, rest?: object): string =>
  JSON.stringify(makePlan(changes, root, rest));
const after = (address: string, values: unknown): object =>
  change(address, { after: values as Readonly<Record<string, unknown>> });
const policy = (text: unknown): string => plan([after("aws_iam_policy.p", { name: "p", policy: text })]);
const statement = (members: string): string => `{"Version":"2012-10-17","Statement":[{${members}}]}`;
const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const open = (expressions: object): readonly [readonly object[], object] => [
  [change("aws_iam_policy.p", { after: { name: "p" }, unknown: { policy: true } })],
  { resources: [{ ...written("aws_iam_policy.p", {}), expressions }] },
];

/** What a user may give for a source by mistake or on purpose, by name. */
export const hostileInputs: Readonly<Record<string, string | Uint8Array>> = {
  nothing: "",
  "white space": " \n\t",
  null: "null",
  "a list": "[]",
  "an object": "{}",
  "a number": "42",
  "a sentence": '"plan"',
  HTML: "<!doctype html><body>log in</body>",
  YAML: "a: 1\nb:\n  - c\n",
  HCL: 'resource "aws_iam_role" "r" {\n  name = "r"\n}\n',
  "a log": '{"@level":"info","@message":"x","type":"version"}\n{"@level":"info","type":"log"}\n',
  "a raw state": '{"version":4,"terraform_version":"1.5.0","lineage":"a","outputs":{},"resources":[]}',
  "two plans": real + real,
  "two objects": "{}\n{}\n",
  "half a plan": real.slice(0, real.length / 2),
  "a plan without its end": real.trimEnd().slice(0, -1),
  "UTF-16 without a mark": Buffer.from(real, "utf16le"),
  "UTF-16 the other way around": Buffer.from(real, "utf16le").swap16(),
  "bytes that are not UTF-8": Buffer.concat([
    Buffer.from('{"format_version":"1.2","x":"'),
    Buffer.from([255, 192, 128, 34, 125]),
  ]),
  "NUL bytes": Buffer.alloc(100),
  "half a zip": readFileSync(join(cwd, "create.tfplan")).subarray(0, 300),
  gzip: Buffer.from([0x1f, 0x8b, 8, 0, 0]),
  "a nesting bomb": "[".repeat(1_000_000),
  "a nesting bomb of objects": '{"a":'.repeat(1_000_000),
  "a closed nesting bomb": nested(1_000_000),
  "a nesting bomb in a plan": `{"format_version":"1.2","resource_changes":${nested(1_000_000)}}`,
  "a nesting bomb in a policy": policy("[".repeat(100_000)),
  "a format to come": plan([], undefined, { format_version: "2.0" }),
  "a format that is a number": '{"format_version":1.2,"resource_changes":[]}',
  "no changes": '{"format_version":"1.2","resource_changes":null}',
  "changes of another shape": JSON.stringify({
    format_version: "1.2",
    resource_changes: [null, 5, "x", {}, { change: null }, { address: 5, change: { after: 5 } }],
  }),
  "attributes of another shape": plan([after("aws_iam_policy.p", "text"), after("aws_iam_role.r", [1, 2])]),
  "attributes of other types": plan([
    after("aws_iam_role.r", { name: { a: 1 }, inline_policy: "x", managed_policy_arns: { a: 1 } }),
    after("aws_iam_role.s", { inline_policy: [null, 5, { name: 4, policy: {} }], permissions_boundary: [1] }),
    after("aws_iam_policy_attachment.a", { roles: "r", users: { x: 1 }, groups: 5, policy_arn: ["a"] }),
    after("aws_iam_group_membership.m", { users: "r", group: 5 }),
    after("aws_ssoadmin_permission_set.s", { name: 7, arn: 5 }),
    after("aws_ssoadmin_account_assignment.a", { permission_set_arn: 5, target_id: 123456789012 }),
    after("aws_ssoadmin_customer_managed_policy_attachment.c", { customer_managed_policy_reference: "x" }),
    after("aws_ssoadmin_permissions_boundary_attachment.b", { permissions_boundary: 5 }),
    after("aws_lambda_permission.l", { principal: 5, action: [1], function_name: null }),
    after("aws_batch_job_definition.j", { container_properties: "{" }),
  ]),
  "masks of another shape": plan([
    change("aws_iam_policy.p", { after: { policy: allow("s3:Get") }, unknown: "x", sensitive: 5 }),
    change("aws_iam_policy.q", { after: { policy: allow("s3:Get") }, unknown: [true], sensitive: null }),
  ]),
  "a configuration of another shape": plan(...open({ policy: "x" })),
  "references of another shape": plan(
    ...open({ policy: { references: [5, null, "", "...", "a[", 'module."', "local.y"] } }),
  ),
  "an output that is its own input": plan(open({})[0], {
    resources: [written("aws_iam_policy.p", { policy: ["module.a.o", "module.a"] })],
    module_calls: {
      a: {
        expressions: { v: { references: ["module.a.o"] } },
        module: { outputs: { o: { expression: { references: ["var.v"] } } } },
      },
    },
  }),
  "a state of another shape": '{"format_version":"1.0","values":{"root_module":5}}',
  "CDKTF output of another shape": '{"resource":{"aws_iam_role":{"r":5},"aws_iam_policy":[5]},"data":"x"}',
  "CDKTF output with half a template": '{"resource":{"aws_iam_policy":{"p":{"policy":"${jsonencode("}}}}',
  "inherited names in a plan": real.replace("{", '{"__proto__":{"a":1},"constructor":{"prototype":{"x":1}},'),
  "inherited names of resources": plan([
    after("aws_iam_role.__proto__", { name: "__proto__", tags: JSON.parse('{"__proto__":"a"}') as unknown }),
    after('module.__proto__["constructor"].aws_iam_policy.toString', {
      name: "constructor",
      policy: allow("s3:Get"),
    }),
  ]),
  "inherited names in CDKTF output": '{"resource":{"__proto__":{"a":{}},"aws_iam_policy":{"__proto__":{}}}}',
  "inherited names of elements": '{"Version":"2012-10-17","Statement":[],"__proto__":{}}',
  "an inherited operator": statement(
    '"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"__proto__":{"aws:x":"x"}}',
  ),
  "an inherited effect": statement('"Effect":"constructor","Action":"s3:*","Resource":"*"'),
  "an inherited principal": statement('"Effect":"Allow","Principal":{"__proto__":"x"},"Action":"s3:*"'),
  "inherited services and keys": statement(
    '"Effect":"Allow","Action":["constructor:toString","__proto__:x","iam:PassRole"],"Resource":"*","Condition":{"StringEquals":{"__proto__":"x","aws:PrincipalTag/constructor":"${aws:PrincipalTag/__proto__}"}}',
  ),
  "a policy that is not JSON": policy("not json"),
  "a policy that is a number": policy(5),
  "a policy with a key twice": policy(
    statement('"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"'),
  ),
  "an account that is a number": policy(
    statement('"Effect":"Allow","Principal":{"AWS":123456789012},"Action":"*","Resource":"*"'),
  ),
  "half of a surrogate pair": statement('"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::\\ud800"'),
  "control characters": statement(
    '"Effect":"Allow","Action":"s3:\\u0000\\u001b[31m","Resource":"\\u0007::error::x\\n"',
  ),
  "a hundred stars": statement(
    `"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::${"*a".repeat(100)}"`,
  ),
};
