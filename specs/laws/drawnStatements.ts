import fc from "fast-check";
import { fillings, Later, reference, type Values } from "./later.js";

/** Something known only after apply: its value is drawn for each filling. */
export const later = <T>(
  value: fc.Arbitrary<T>,
  references: readonly string[] = ["local.later"],
): fc.Arbitrary<Later> =>
  fc.array(value, { minLength: fillings, maxLength: fillings }).map((all) => new Later(all, references));

export const actionNames: readonly string[] = [
  "s3:GetObject",
  "s3:PutObject",
  "sqs:SendMessage",
  "ec2:RunInstances",
  "iam:PassRole",
  "iam:CreateAccessKey",
];
const ofS3 = ["s3:GetObject", "s3:PutObject", "s3:*", "s3:Get*"] as const;
const anyAction = fc.constantFrom(...actionNames, "s3:*", "s3:Get*", "*", "iam:*", "*:*");
const anyResource = fc.constantFrom(
  "*",
  "arn:aws:s3:::logs/*",
  "arn:aws:s3:::logs/a",
  "arn:aws:s3:::l?gs/a",
  "arn:aws:s3:::${aws:username}/*",
  "arn:aws:s3:::logs/${aws:ResourceTag/team, 'a:b'}",
  "arn:aws:iam::123456789012:role/ops/*",
  "arn:aws:sqs:*:123456789012:q*",
  "arn:aws:*",
  'arn:aws:s3:::b/say "ü"',
);
const keys = [
  "aws:ResourceTag/team",
  "aws:RequestTag/team",
  "iam:PassedToService",
  "aws:username",
  "aws:TagKeys",
];
const tests = [
  "StringEquals",
  "StringLike",
  "StringNotEquals",
  "Null",
  "StringEqualsIfExists",
  "StringNotLike",
  "ForAnyValue:StringEquals",
  "ForAllValues:StringLike",
  "ForAnyValue:StringNotEquals",
  "ArnLike",
  "Bool",
];
const value = fc.constantFrom(
  "a",
  "b",
  "*",
  "",
  "true",
  "false",
  "${aws:username}",
  'a:"ü',
  "batch.amazonaws.com",
  "arn:aws:s3:::*",
);

/** An ARN is never everyone, so that a principal may come from something else. */
const anything: readonly string[] = ["local.later"];
const bucket: readonly string[] = reference("aws_s3_bucket.b", "arn");

/** A list of which some values, or all, or none are known only after apply. */
const texts = (one: fc.Arbitrary<string>, shortest: number, references = bucket): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.uniqueArray(one, { minLength: 1, maxLength: 2 }) },
    { weight: 2, arbitrary: fc.array(fc.oneof(one, later(one, references)), { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: later(fc.uniqueArray(one, { minLength: shortest, maxLength: 3 }), references) },
  );

const perhapsLater = <T>(one: fc.Arbitrary<T>, weight: number, references = bucket): fc.Arbitrary<unknown> =>
  fc.oneof({ weight, arbitrary: one }, { weight: 1, arbitrary: later(one, references) });

const condition: fc.Arbitrary<Values> = fc.record({
  test: perhapsLater(fc.constantFrom(...tests), 12),
  variable: perhapsLater(fc.constantFrom(...keys), 6),
  values: texts(value, 0),
});

const conditions = fc.oneof(
  { weight: 5, arbitrary: fc.array(condition, { maxLength: 2 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("aws:ResourceTag/team", "aws:RequestTag/team"), fc.boolean())
      .map(([variable, isNull]) => [
        isNull
          ? { test: "Null", variable, values: ["false"] }
          : { test: "StringLike", variable, values: ["*"] },
      ]),
  },
);

const effect = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("Allow", null) },
  { weight: 3, arbitrary: fc.constant("Deny") },
);
/** Names are distinguished by position: the provider refuses a document with two statements of one name. */
const sids = (position: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: fc.constant(`S${position}`) },
    { weight: 1, arbitrary: later(fc.constantFrom(`S${position}`, `T${position}`, "")) },
  );

interface Focus {
  readonly action: fc.Arbitrary<string>;
  readonly resource: fc.Arbitrary<string>;
  /** 1: all but these actions, 2: all but these resources */
  readonly negated: readonly (0 | 1 | 2)[];
}

const statement = ({ action, resource, negated }: Focus): fc.Arbitrary<Values> =>
  fc
    .record({
      sids: fc.tuple(sids(0), sids(1), sids(2)),
      effect,
      action: texts(action, 1),
      resource: texts(resource, 1),
      negated: fc.constantFrom(...negated),
      condition: conditions,
    })
    .map((drawn) => ({
      sid: drawn.sids,
      effect: drawn.effect,
      actions: drawn.negated === 1 ? null : drawn.action,
      not_actions: drawn.negated === 1 ? drawn.action : null,
      resources: drawn.negated === 2 ? null : drawn.resource,
      not_resources: drawn.negated === 2 ? drawn.resource : null,
      principals: [],
      not_principals: [],
      condition: drawn.condition,
    }));

const statements = (focus: Focus): fc.Arbitrary<readonly Values[]> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.array(statement(focus), { minLength: 1, maxLength: 1 }) },
      { weight: 2, arbitrary: fc.array(statement(focus), { minLength: 2, maxLength: 3 }) },
    )
    .map((blocks) =>
      blocks.map((block, at) => ({ ...block, sid: (block["sid"] as readonly unknown[])[at] })),
    );

/** The `statement` blocks of a data source `aws_iam_policy_document`. */
export const drawnStatements = statements({
  action: anyAction,
  resource: anyResource,
  negated: [0, 0, 0, 0, 1, 2],
});

const principal = fc.constantFrom("*", "123456789012", "999999999999", "arn:aws:iam::123456789012:role/a");
const principals: fc.Arbitrary<readonly Values[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([{ type: "*", identifiers: ["*"] }]) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        type: perhapsLater(fc.constant("AWS"), 5, anything),
        identifiers: texts(principal, 1, anything),
      })
      .map((one) => [one]),
  },
  {
    weight: 1,
    arbitrary: texts(fc.constantFrom("batch.amazonaws.com", "ec2.amazonaws.com"), 1, anything).map(
      (identifiers) => [
        { type: "Service", identifiers },
        { type: "AWS", identifiers: ["123456789012"] },
      ],
    ),
  },
);

/** S3 takes its own actions and the bucket's own ARNs. */
const statementsOfS3 = statements({
  action: fc.constantFrom(...ofS3, "*"),
  resource: anyResource.map((arn) => (arn.startsWith("arn:aws:s3:") ? arn : "arn:aws:s3:::logs")),
  negated: [0, 0, 0, 0, 1, 2],
});

/** The same of a policy that a bucket has. */
export const statementsOfBucket: fc.Arbitrary<readonly Values[]> = fc
  .tuple(
    statementsOfS3,
    fc.array(fc.tuple(principals, fc.constantFrom(false, false, false, true)), {
      minLength: 3,
      maxLength: 3,
    }),
  )
  .map(([blocks, who]) =>
    blocks.map((block, at) => ({ ...block, [who[at]![1] ? "not_principals" : "principals"]: who[at]![0] })),
  );

/** The same of a policy that controls the resources of an organization. */
export const statementsOfControl: fc.Arbitrary<readonly Values[]> = statements({
  action: fc.constantFrom(...actionNames, ...ofS3, "iam:*"),
  resource: anyResource,
  negated: [0, 0, 2],
}).map((blocks) =>
  blocks.map((block) => ({ ...block, effect: "Deny", principals: [{ type: "*", identifiers: ["*"] }] })),
);
