import fc from "fast-check";
import type { PolicyKind } from "../policies/language/policyDocument.js";
import { documentCondition } from "./documentCondition.js";
import type { DocumentJson, GeneratedCondition, GeneratedStatement } from "./documentJson.js";
import { checkOptions } from "./near/checkOptions.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkDocument, shrinkStatement } from "./shrinkDocument.js";

export interface DocumentOptions {
  /** decides which elements the statements have; @defaultValue "identity" */
  readonly kind?: PolicyKind;
  /** @defaultValue 3: two that interact and one that does not */
  readonly maxStatements?: number;
}

/**
 * Random policy documents that AWS would store: Allow and Deny, `Action` and `NotAction`, `Resource` and
 * `NotResource`, every condition operator, policy variables with defaults and escapes, older versions, one
 * value or a list. Names come from a small alphabet, so that two documents, or a document and a request near
 * another, often meet. Shrinks to one statement that allows `s3:GetObject` on everything.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import fc from "fast-check";
 * import { policyDocument } from "planproof/generators";
 * import { parsePolicy } from "planproof/policies";
 *
 * const isStored = (json: object) => parsePolicy(JSON.stringify(json), "identity").ok;
 * fc.assert(fc.property(policyDocument(), (json) => assert(isStored(json))), { seed: 1 });
 * ```
 */
export function policyDocument(options: DocumentOptions = {}): fc.Arbitrary<DocumentJson> {
  checkOptions("policyDocument", options, ["kind", "maxStatements"]);
  const { kind = "identity", maxStatements = 3 } = options;
  const list = fc.array(statement(kind), { minLength: 1, maxLength: maxStatements });
  const stated = kind === "rcp" ? fc.constant("2012-10-17") : version;
  const drawn = fc.tuple(stated, list, fc.constantFrom(false, true)).map(
    ([Version, statements, bare]): DocumentJson => ({
      ...(Version && { Version }),
      Statement: bare && statements.length === 1 ? statements[0]! : withSids(statements),
    }),
  );
  return shrinkBy(drawn, {
    candidates: (document) => shrinkDocument(document, kind),
    recognises: (value): value is DocumentJson => isObject(value) && isObject(value["Statement"]),
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/**
 * One statement of {@link policyDocument}, without a Sid. Shrinks to one that allows `s3:GetObject` on everything.
 *
 * @param kind decides which elements it has; @defaultValue "identity"
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { policyStatement } from "planproof/generators";
 *
 * console.log(fc.sample(policyStatement("trust"), { seed: 1, numRuns: 2 }));
 * ```
 */
export const policyStatement = (kind: PolicyKind = "identity"): fc.Arbitrary<GeneratedStatement> =>
  shrinkBy(statement(kind), {
    candidates: (one) => shrinkStatement(one, kind),
    recognises: (value): value is GeneratedStatement => isObject(value) && "Effect" in value,
  });

const version = fc.constantFrom(
  "2012-10-17",
  "2012-10-17",
  "2012-10-17",
  "2012-10-17",
  "2008-10-17",
  undefined,
);

function statement(kind: PolicyKind): fc.Arbitrary<GeneratedStatement> {
  const elements: readonly fc.Arbitrary<GeneratedStatement>[] = [
    effect(kind),
    ...(hasPrincipal.has(kind) ? [principal(kind)] : []),
    kind === "rcp"
      ? only("Action", controlled)
      : element("Action", kind === "trust" ? trustActions : actions),
    ...(kind === "trust" ? [] : [element("Resource", resources)]),
    condition,
  ];
  return fc.tuple(...elements).map((parts): GeneratedStatement => Object.assign({}, ...parts));
}

/** A Sid is unique in its document: the position makes it so. */
const withSids = (statements: readonly GeneratedStatement[]): readonly GeneratedStatement[] =>
  statements.map((one, at) => (at % 2 === 1 ? { Sid: `S${at}`, ...one } : one));

const hasPrincipal: ReadonlySet<PolicyKind> = new Set(["resource", "trust", "endpoint", "rcp"]);

const effect = (kind: PolicyKind): fc.Arbitrary<GeneratedStatement> =>
  fc.constantFrom(...(kind === "rcp" ? ["Deny"] : ["Allow", "Allow", "Deny"])).map((Effect) => ({ Effect }));

const named: readonly GeneratedStatement[] = [
  { Principal: "*" },
  { Principal: { AWS: "arn:aws:iam::111122223333:role/example" } },
  { Principal: { AWS: ["111122223333", "arn:aws:iam::111122223333:user/alice"] } },
  { Principal: { Service: "batch.amazonaws.com" } },
];
const spared: GeneratedStatement = { NotPrincipal: { AWS: "arn:aws:iam::111122223333:user/alice" } };

/** A resource control policy names everyone; a trust policy takes no `NotPrincipal`. */
function principal(kind: PolicyKind): fc.Arbitrary<GeneratedStatement> {
  if (kind === "rcp") return fc.constant(named[0]!);
  return fc.constantFrom(...named, ...(kind === "trust" ? [] : [spared]));
}

const element = (name: string, patterns: readonly string[]): fc.Arbitrary<GeneratedStatement> =>
  fc
    .tuple(fc.constantFrom("", "", "", "Not"), oneOrSeveral(patterns))
    .map(([negation, value]) => ({ [`${negation}${name}`]: value }));

const only = (name: string, patterns: readonly string[]): fc.Arbitrary<GeneratedStatement> =>
  oneOrSeveral(patterns).map((value) => ({ [name]: value }));

function oneOrSeveral(patterns: readonly string[]) {
  const one = fc.constantFrom(...patterns);
  const several = fc.array(one, { minLength: 1, maxLength: 3 });
  return fc.oneof({ withCrossShrink: true }, { arbitrary: one, weight: 2 }, several);
}

const condition: fc.Arbitrary<{ Condition?: GeneratedCondition }> = fc
  .option(documentCondition(), { nil: undefined, freq: 2 })
  .map((Condition) => (Condition === undefined ? {} : { Condition }));

const actions = [
  "s3:GetObject",
  "s3:PutObject",
  "s3:Get*",
  "s3:*",
  "*",
  "S3:getobject",
  "s3:?etObject",
  "ec2:RunInstances",
];

/** A resource control policy names services. */
const controlled = actions.filter((action) => action !== "*");

const trustActions = ["sts:AssumeRole", "sts:TagSession", "sts:*"];

const resources = [
  "*",
  "arn:aws:s3:::b",
  "arn:aws:s3:::b/*",
  "arn:aws:s3:::b*",
  "arn:aws:s3:::b/${aws:username}",
  "arn:aws:s3:::b/${aws:PrincipalTag/t, 'none'}/?",
  "arn:aws:s3:::b/${*}",
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:s3:*",
];
