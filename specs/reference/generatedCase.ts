import fc from "fast-check";
import type { Request } from "../../policies/language/request.js";
import { type GeneratedDocument, generatedDocument } from "./generatedDocument.js";
import { generatedRequests } from "./generatedRequest.js";

/** Policies as a case row holds them. */
export interface GeneratedPolicies {
  readonly identity: readonly GeneratedDocument[];
  readonly boundary?: GeneratedDocument;
  readonly session?: readonly GeneratedDocument[];
  readonly resource?: GeneratedDocument;
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
const oneIn = <Value>(times: number, arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const generatedPolicies = fc
  .record({
    identity: few(own),
    boundary: oneIn(4, own),
    session: oneIn(5, few(own)),
    resource: oneIn(2, shared),
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
