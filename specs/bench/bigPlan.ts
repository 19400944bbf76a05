const policy = (index: number): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `arn:aws:s3:::data-${index}/*` },
      {
        Effect: "Allow",
        Action: "batch:SubmitJob",
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      },
    ],
  });

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "batch.amazonaws.com" } }],
});

type Values = Readonly<Record<string, unknown>>;

/** A role, its policy, and eight resources that do not matter here, in every ten. */
const kinds: readonly (readonly [type: string, values: (index: number, padding: string) => Values])[] = [
  [
    "aws_iam_role",
    (index) => ({
      name: `r${index}`,
      path: "/",
      arn: `arn:aws:iam::123456789012:role/r${index}`,
      assume_role_policy: trust,
    }),
  ],
  ["aws_iam_role_policy", (index) => ({ name: "p", role: `r${index - 1}`, policy: policy(index) })],
  ...Array.from(
    { length: 8 },
    () =>
      [
        "aws_instance",
        (index: number, padding: string) => ({
          ami: `ami-${index}`,
          tags: { Name: `host-${index} “quoted”` },
          user_data: padding,
        }),
      ] as const,
  ),
];

/**
 * The JSON of a plan in pieces, in which nothing changes: each resource in the planned values, the changes, the
 * prior state and the configuration, as terraform prints them.
 *
 * @param resources how many
 * @param bytes how long the whole is to be, about
 */
export function* bigPlan(resources: number, bytes: number): Generator<string> {
  const padding = "x".repeat(Math.max(0, Math.floor((bytes / resources - 820) / 2.4)));
  const parts = (index: number) => {
    const [type, make] = kinds[index % kinds.length]!;
    const values = make(index, padding);
    const head = {
      address: `${type}.x[${index}]`,
      mode: "managed",
      type,
      name: "x",
      index,
      provider_name: "registry.terraform.io/hashicorp/aws",
    };
    return { head, values };
  };
  const list = function* (print: (index: number) => object): Generator<string> {
    for (let index = 0; index < resources; index += 1)
      yield (index === 0 ? "" : ",") + JSON.stringify(print(index));
  };
  const value = (index: number) => {
    const { head, values } = parts(index);
    return { ...head, schema_version: 0, values, sensitive_values: {} };
  };
  yield '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{"resources":[';
  yield* list(value);
  yield ']}},"resource_changes":[';
  yield* list((index) => {
    const { head, values } = parts(index);
    const masks = { after_unknown: {}, before_sensitive: {}, after_sensitive: {} };
    return {
      ...head,
      change: {
        actions: ["no-op"],
        before: index % 3 === 0 ? values : { ...values },
        after: index % 3 === 0 ? values : values,
        ...masks,
      },
    };
  });
  yield '],"prior_state":{"format_version":"1.0","values":{"root_module":{"resources":[';
  yield '{"address":"data.aws_caller_identity.me","mode":"data","type":"aws_caller_identity","name":"me","values":{"account_id":"123456789012"}}';
  yield ']}}},"configuration":{"root_module":{"resources":[';
  yield* ["aws_iam_role", "aws_iam_role_policy", "aws_instance"].map(
    (type, at) =>
      (at === 0 ? "" : ",") +
      JSON.stringify({ mode: "managed", type, name: "x", provider_config_key: "aws", expressions: {} }),
  );
  yield ']}},"complete":true,"errored":false}\n';
}
