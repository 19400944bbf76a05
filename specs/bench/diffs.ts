import { diff } from "../../harness/api/diff.js";
import { openSource } from "../../harness/run/openSource.js";
import { processorTime } from "./processorTime.js";

type Json = Readonly<Record<string, unknown>>;
const account = "123456789012";
const text = (...statements: readonly Json[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** Milliseconds of a diff of one changed bucket policy, over 50 roles, by the number of bucket policies. */
export async function diffs(): Promise<void> {
  for (const count of [1, 10, 100, 1_000]) {
    const input = Buffer.from(JSON.stringify(planOf(count)));
    const source = await openSource("-", { stdin: stream(input) });
    if (!source.ok) throw new Error(source.diagnostics[0]!.message);
    const times: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const took = await processorTime(async () => {
        const found = await diff(source.value);
        if (!found.ok || found.value.changes.length === 0) throw new Error("the change is not found");
      });
      times.push(took);
    }
    const [first, ...warm] = times.map(Math.round);
    console.log(`${count} bucket policies: ${Math.min(...warm)} ms, at first ${first} ms`);
  }
}

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const role = (index: number) => `arn:aws:iam::${account}:role/r${index}`;

/** Of 50 roles 5 have `*` but for IAM, 5 all of S3; each bucket denies plain HTTP and grants three roles. */
function planOf(count: number): object {
  const roles = Array.from({ length: 50 }, (_, index) => index).flatMap((index) => [
    kept("aws_iam_role", index, {
      ...{ name: `r${index}`, path: "/", arn: role(index) },
      assume_role_policy: text({
        ...{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "batch.amazonaws.com" } },
      }),
    }),
    kept("aws_iam_role_policy", index, { name: "p", role: `r${index}`, policy: text(...statements(index)) }),
  ]);
  const buckets = Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const name = `data-${index}`;
    const before = { bucket: name, policy: text(...bucketStatements(index)) };
    const more = { Effect: "Allow", Principal: { AWS: role(7) }, Action: "s3:DeleteObject" };
    const after = {
      ...before,
      policy: text(...bucketStatements(index), { ...more, Resource: `arn:aws:s3:::${name}/*` }),
    };
    return [
      kept("aws_s3_bucket", index, { bucket: name, id: name, arn: `arn:aws:s3:::${name}` }),
      changed("aws_s3_bucket_policy", index, { before, after: index === 0 ? after : before }),
    ];
  });
  return { format_version: "1.2", resource_changes: [...roles, ...buckets] };
}

function statements(index: number): readonly Json[] {
  const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
  if (index % 10 === 0) return [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }];
  if (index % 10 === 1) return [allow(["s3:*", "kms:*", "sqs:*"])];
  return [
    allow(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::data-${index}/*`),
    allow(["batch:SubmitJob", "batch:DescribeJobs"]),
  ];
}

function bucketStatements(index: number): readonly Json[] {
  const arns = [`arn:aws:s3:::data-${index}`, `arn:aws:s3:::data-${index}/*`];
  const readers = [1, 2, 3].map((step) => role((index + step * 7) % 50));
  return [
    {
      ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: arns },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    { Effect: "Allow", Principal: { AWS: readers }, Action: "s3:GetObject", Resource: arns[1] },
  ];
}

const kept = (type: string, index: number, values: Json) =>
  changed(type, index, { before: values, after: values });

const changed = (type: string, index: number, change: { readonly before: Json; readonly after: Json }) => ({
  ...{ address: `${type}.x[${index}]`, mode: "managed", type, name: "x", index },
  provider_name: "registry.terraform.io/hashicorp/aws",
  change: { actions: change.before === change.after ? ["no-op"] : ["update"], ...change, after_unknown: {} },
});
