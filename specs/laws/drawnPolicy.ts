import fc from "fast-check";
import { renderDocument } from "../../harness/plan/unknown/renderDocument.js";
import {
  actionNames,
  drawnStatements,
  later,
  statementsOfBucket,
  statementsOfControl,
} from "./drawnStatements.js";
import { filled, fillings, hasLater, Later, reference, type Values } from "./later.js";

/** A resource of a drawn plan: what it is after the change, with what is known only later in it. */
export interface DrawnResource {
  readonly address: string;
  readonly after: Values | null;
  /** known; absent where it is created */
  readonly before?: Values;
  /** attributes that are marked sensitive; a filled plan shows them */
  readonly sensitive?: readonly string[];
  /** as the configuration has it, where `after` does not say that */
  readonly written?: Values;
  /** in filled plans alone: what shows a policy that the plan does not have */
  readonly isHidden?: boolean;
}

/** A policy document as an attribute holds it, with the data sources it comes from. */
export interface PolicyText {
  readonly value: string | Later;
  readonly resources: readonly DrawnResource[];
  /** the template in the configuration */
  readonly template?: string;
  readonly isSensitive?: boolean;
}

/** The name is put into the addresses of data sources. */
export type DrawnPolicy = (name: string) => PolicyText;

const everywhere = { Effect: "Allow", Action: "*", Resource: "*" };

/** Documents that an unknown one may turn out to be. */
export const anyDocument: fc.Arbitrary<string> = fc
  .constantFrom<object>(
    everywhere,
    { ...everywhere, Effect: "Deny" },
    { ...everywhere, Action: "s3:*" },
    { Effect: "Allow", NotAction: "s3:*", Resource: "*" },
    { Effect: "Deny", Action: "iam:*", NotResource: "arn:aws:iam::123456789012:role/ops/*" },
    { ...everywhere, Action: "iam:PassRole" },
  )
  .map((Statement) => JSON.stringify({ Version: "2012-10-17", Statement }));

const document = (statements: readonly Values[], merged: Merged = {}): Values => ({
  version: null,
  source_policy_documents: merged.source ?? null,
  override_policy_documents: merged.override ?? null,
  statement: statements,
});

interface Merged {
  readonly source?: readonly unknown[];
  readonly override?: readonly unknown[];
}

function rendered(values: Values, filling: number): string {
  const parsed = (name: string) =>
    ((filled(values[name], filling) ?? []) as readonly string[]).map((text) => JSON.parse(text));
  const merged = {
    sources: parsed("source_policy_documents"),
    overrides: parsed("override_policy_documents"),
  };
  return JSON.stringify(renderDocument(filled(values, filling) as Values, merged));
}

/** The document of a data source: known where nothing in it is unknown, and nothing makes apply read it. */
function dataSource(name: string, values: Values, isDeferred: boolean): PolicyText {
  const address = `data.aws_iam_policy_document.${name}`;
  const isOpen = hasLater(values) || isDeferred;
  const texts = Array.from({ length: fillings }, (_, filling) => rendered(values, filling));
  const json = isOpen ? new Later(texts) : texts[0]!;
  const value = isOpen ? new Later(texts, reference(address, "json")) : texts[0]!;
  return { value, resources: [{ address, after: { ...values, json } }] };
}

/** One data source, or one that others are merged into. */
const fromDataSource = (statements: typeof drawnStatements): fc.Arbitrary<DrawnPolicy> =>
  fc
    .tuple(
      statements,
      fc.boolean(),
      fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.tuple(statements, fc.boolean()) },
      ),
    )
    .map(([own, isDeferred, other]) => (name: string) => {
      if (other === null) return dataSource(name, document(own), isDeferred);
      const inner = dataSource(`${name}_inner`, document(other[0]), false);
      const merged = other[1] ? { source: [inner.value] } : { override: [inner.value] };
      const outer = dataSource(name, document(own, merged), isDeferred);
      return { ...outer, resources: [...inner.resources, ...outer.resources] };
    });

/** A template with references in it, as the configuration in a plan file has it. */
const fromTemplate: fc.Arbitrary<DrawnPolicy> = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    Action: fc.uniqueArray(fc.constantFrom(...actionNames, "s3:*", "*"), { minLength: 1, maxLength: 2 }),
    Resource: fc.uniqueArray(
      fc.constantFrom(
        "${aws_s3_bucket.b.arn}/*",
        "${aws_s3_bucket.b.arn}",
        "arn:aws:s3:::${aws_s3_bucket.b.id}-x/*",
        "${aws_s3_bucket.known.arn}/logs/*",
        "${aws_sqs_queue.q.arn}",
        "${aws_sqs_queue.known.arn}",
        "${aws_kms_key.k.arn}",
        "arn:aws:sqs:${aws_kms_key.k.description}:q",
        "arn:aws:iam::123456789012:role/${aws_s3_bucket.b.id}",
        "${aws_s3_bucket.known.arn}/$${aws:username}/*",
      ),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map((statement) => () => {
    const template = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const texts = Array.from({ length: fillings }, (_, filling) =>
      template
        .replaceAll(/(?<!\$)\$\{([\w.]+)\}/g, (_match, name: string) => outside[name]![filling]!)
        .replaceAll("$${", "${"),
    );
    return { value: new Later(texts, ["aws_s3_bucket.b"]), resources: [], template };
  });

const thrice = (text: string): readonly string[] => Array.from({ length: fillings }, () => text);
const buckets = ["data-logs", "data-reports", "data-b-1"];
const queues = ["q", "jobs", "q"];
const region = "arn:aws:sqs:eu-west-1:123456789012:";

/** What the templates refer to, by filling; the bucket's name begins with the prefix that is planned for it. */
const outside: Readonly<Record<string, readonly string[]>> = {
  "aws_s3_bucket.b.id": buckets,
  "aws_s3_bucket.b.arn": buckets.map((name) => `arn:aws:s3:::${name}`),
  "aws_s3_bucket.known.arn": thrice("arn:aws:s3:::known"),
  "aws_sqs_queue.q.arn": queues.map((name) => region + name),
  "aws_sqs_queue.known.arn": thrice(`${region}known`),
  // a string that ends no part of an ARN where one ends
  "aws_kms_key.k.description": ["eu-west-1:123456789012", "*", "us-*:123456789012:q"],
  "aws_kms_key.k.arn": ["a", "b", "c"].map((id) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`),
};

const referred = (address: string, known: Values): DrawnResource => ({
  address,
  after: { ...known, arn: new Later(outside[`${address}.arn`]!) },
});

/** What policies refer to, of which everything, a part or nothing can be predicted. */
export const referredResources: readonly DrawnResource[] = [
  referred("aws_s3_bucket.b", {
    bucket: new Later(buckets),
    bucket_prefix: "data-",
    id: new Later(buckets),
  }),
  referred("aws_s3_bucket.known", { bucket: "known" }),
  referred("aws_sqs_queue.q", { name: new Later(queues) }),
  referred("aws_sqs_queue.known", { name: "known" }),
  referred("aws_kms_key.k", {
    description: new Later(outside["aws_kms_key.k.description"]!, ["local.text"]),
  }),
];

const knownText = anyDocument.map(
  (text): DrawnPolicy =>
    () => ({ value: text, resources: [] }),
);

/** Every way in which a plan reports a policy, or does not. */
export const drawnPolicy: fc.Arbitrary<DrawnPolicy> = fc.oneof(
  { weight: 12, arbitrary: fromDataSource(drawnStatements) },
  { weight: 3, arbitrary: fromTemplate },
  { weight: 2, arbitrary: knownText },
  {
    weight: 1,
    arbitrary: later(anyDocument, ["local.text"]).map(
      (value): DrawnPolicy =>
        () => ({ value, resources: [] }),
    ),
  },
  {
    weight: 1,
    arbitrary: anyDocument.map(
      (value): DrawnPolicy =>
        () => ({ value, resources: [], isSensitive: true }),
    ),
  },
);

/** Of a bucket. */
export const drawnBucketPolicy: fc.Arbitrary<DrawnPolicy> = fromDataSource(statementsOfBucket);

/** A resource control policy. */
export const drawnControl: fc.Arbitrary<DrawnPolicy> = fromDataSource(statementsOfControl);
