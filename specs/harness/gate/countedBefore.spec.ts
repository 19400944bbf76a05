import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { askJson } from "../cli/ask.js";
import { temporaryDirectory } from "../cli/temporaryDirectory.js";
import { change, makePlan, trust, unchanged } from "../plan/plans.js";

interface CheckJson {
  readonly verdicts: readonly {
    readonly property: string;
    readonly target: string;
    readonly verdict: string;
    readonly since?: string;
  }[];
}
type Values = Readonly<Record<string, unknown>>;

const bucket = { bucket: "b", arn: "arn:aws:s3:::b" };
const settings = (...off: readonly string[]): Values => ({
  bucket: "b",
  ...Object.fromEntries(
    ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map(
      (name) => [name, !off.includes(name)],
    ),
  ),
});
const block = "aws_s3_bucket_public_access_block.b";
const endpoint = (policy?: string): Values => ({
  id: "vpce-1",
  vpc_endpoint_type: "Gateway",
  service_name: "com.amazonaws.eu-west-1.s3",
  ...(policy !== undefined && { policy }),
});
const open = (...more: readonly object[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }, ...more],
  });
const named = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const limited = JSON.stringify({ Version: "2012-10-17", Statement: [named] });
const wordy = (size: number): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::b/${"x".repeat(size)}` }],
  });
const role = { name: "r", arn: "arn:aws:iam::111122223333:role/r", assume_role_policy: trust };
const inline = (name: string, size: number) => ({ role: "r", name, policy: wordy(size) });
const update = (address: string, before: Values, after: Values) =>
  change(address, { actions: ["update"], before, after });
const policyOfRole = unchanged("aws_iam_role_policy.p", inline("p", 10));

describe("what counts, with --gate new", () => {
  const temporary = temporaryDirectory();

  const rows: readonly (readonly [property: string, what: string, since: string | undefined, object[]])[] = [
    ["public-access-block", "a bucket that has none", "before", [unchanged("aws_s3_bucket.b", bucket)]],
    ["public-access-block", "a new bucket", "change", [change("aws_s3_bucket.b", { after: bucket })]],
    [
      "public-access-block",
      "a setting that is off, as it was",
      "before",
      [
        unchanged("aws_s3_bucket.b", bucket),
        update(block, settings("block_public_acls", "ignore_public_acls"), settings("block_public_acls")),
      ],
    ],
    [
      "public-access-block",
      "a setting that is switched off",
      "change",
      [
        unchanged("aws_s3_bucket.b", bucket),
        update(block, settings("block_public_acls"), settings("block_public_acls", "ignore_public_acls")),
      ],
    ],
    [
      "public-access-block",
      "a block that is taken away",
      "change",
      [
        unchanged("aws_s3_bucket.b", bucket),
        change(block, { actions: ["delete"], before: settings(), after: null }),
      ],
    ],
    ["endpoint-open", "one without a policy", "before", [unchanged("aws_vpc_endpoint.s3", endpoint())]],
    [
      "endpoint-open",
      "an open statement with one more next to it",
      "before",
      [update("aws_vpc_endpoint.s3", endpoint(open()), endpoint(open(named)))],
    ],
    [
      "endpoint-open",
      "a policy that becomes open",
      "change",
      [update("aws_vpc_endpoint.s3", endpoint(limited), endpoint(open()))],
    ],
    [
      "quota",
      "a policy that is too long, as it was",
      "before",
      [unchanged("aws_iam_role.r", role), unchanged("aws_iam_role_policy.r", inline("r", 11_000))],
    ],
    [
      "quota",
      "a policy that becomes too long",
      "change",
      [
        unchanged("aws_iam_role.r", role),
        update("aws_iam_role_policy.r", inline("r", 100), inline("r", 11_000)),
      ],
    ],
  ];
  for (const [property, what, since, changes] of rows) {
    it(`${property}: ${what} is of ${since === "before" ? "before" : "the change"}`, async () => {
      const source = temporary.path("plan.json");
      const others = property === "quota" ? [] : [unchanged("aws_iam_role.r", role), policyOfRole];
      writeFileSync(source, JSON.stringify(makePlan([...others, ...changes])));
      const { value } = await askJson<CheckJson>(["check", source, "--property", property, "--gate", "new"]);
      const found = value.verdicts.filter(({ verdict }) => verdict === "refuted");
      expect(found.map((one) => one.since)).to.deep.equal([since]);
    });
  }
});
