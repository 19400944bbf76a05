import fc from "fast-check";
import type { Request } from "../../policies/language/request.js";
import { type GeneratedDocument, generatedDocument } from "./generatedDocument.js";
import { generatedRequests, heldArns, here, resources, there } from "./generatedRequest.js";

/** A resource as a case row holds it. */
interface GeneratedResource {
  readonly address: string;
  readonly arns: readonly string[];
  readonly actions?: readonly string[];
  readonly account?: string;
  readonly policies: readonly GeneratedDocument[];
}

/** Policies as a case row holds them. */
export interface GeneratedPolicies {
  readonly identity: readonly GeneratedDocument[];
  readonly boundary?: GeneratedDocument;
  readonly session?: readonly GeneratedDocument[];
  readonly resource?: GeneratedDocument;
  readonly resources?: readonly GeneratedResource[];
  readonly endpoint?: GeneratedDocument;
  readonly scps?: readonly (readonly GeneratedDocument[])[];
  readonly rcps?: readonly (readonly GeneratedDocument[])[];
}

/** Policies and the requests that are put to them. */
export interface GeneratedCase {
  readonly policies: GeneratedPolicies;
  readonly requests: readonly Request[];
}

const { own, shared, control } = generatedDocument;
const few = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 2 });
const list = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 1, maxLength: 2 });
const oneIn = <Value>(times: number, arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** Spaces that overlap, and requests that lie in none, in one and in several. */
const spaces = fc.oneof(
  { weight: 1, arbitrary: fc.constant(["arn:aws:s3:::b", "arn:aws:s3:::b/*"]) },
  { weight: 1, arbitrary: list(fc.constantFrom(...heldArns)) },
  { weight: 3, arbitrary: list(fc.constantFrom(...resources)) },
);

const held: fc.Arbitrary<GeneratedResource> = fc
  .record({
    address: fc.constantFrom("r.a", "r.b"),
    arns: spaces,
    actions: oneIn(4, list(fc.constantFrom("s3:*", "kms:*", "STS:*", "s3:Get?bject", "*", "sts:AssumeRole"))),
    account: fc.constantFrom(undefined, here, here, there),
    policies: fc.oneof({ weight: 5, arbitrary: fc.tuple(shared) }, { weight: 1, arbitrary: few(shared) }),
  })
  .map(({ actions, account, ...held }) => ({
    ...held,
    ...(actions && { actions }),
    ...(account && { account }),
  }));

const generatedPolicies = fc
  .record({
    identity: few(own),
    boundary: oneIn(4, own),
    session: oneIn(5, few(own)),
    resource: oneIn(3, shared),
    resources: oneIn(2, fc.array(held, { minLength: 1, maxLength: 3 })),
    endpoint: oneIn(8, shared),
    scps: oneIn(5, few(few(own))),
    rcps: oneIn(5, few(few(control))),
  })
  .map((layers) => {
    const present = Object.entries(layers).filter(([, layer]) => layer !== undefined);
    return Object.fromEntries(present) as unknown as GeneratedPolicies;
  });

export const generatedCase: fc.Arbitrary<GeneratedCase> = fc.record({
  policies: generatedPolicies,
  requests: generatedRequests,
});
