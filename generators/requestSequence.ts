import type fc from "fast-check";
import type { PolicySet } from "../policies/language/policySet.js";
import { emptyServiceReference } from "../policies/reference/emptyServiceReference.js";
import { examplePrincipal } from "../policies/reference/exampleRole.js";
import type { ServiceReference } from "../policies/reference/serviceReference.js";
import { callerAccount } from "./near/callerAccount.js";
import { checkOptions } from "./near/checkOptions.js";
import { type Draw, drawnBy, happens, pick } from "./near/draw.js";
import { asList } from "./near/policyStatements.js";
import { distinct } from "./near/pool.js";
import type { RequestSequence } from "./playSequence.js";
import { requestDraws } from "./requestDraws.js";
import type { RequestParts } from "./requestPool.js";
import { type RequestSpace, requestSpace, type StatementSpace } from "./requestSpace.js";
import { shrinkBy } from "./shrinkBy.js";
import { shrinkSequence } from "./shrinkSequence.js";
import { removesTags, taggingActions } from "./taggingActions.js";
import { type Context, withTagKeys } from "./tags.js";

export interface SequenceOptions {
  /** real actions and resource types, also those that set tags; @defaultValue one that knows no service */
  readonly reference?: ServiceReference;
  /** ARN of the caller; @defaultValue a role named `example` */
  readonly principal?: string;
  /** requests in one sequence, at most; at least 2; @defaultValue 3 */
  readonly maxLength?: number;
}

/**
 * Sequences of requests near policies with conditions on the tags of a resource: tags are set or removed, then an
 * action that such a condition guards is tried on the same resource. `playSequence` decides them one after the other.
 * They find what no single request shows: a caller who may tag a resource may do to it what its tags allow.
 *
 * Shrinks to the fewest requests, without tags to begin with. Policies without such conditions give sequences of
 * one request.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { playSequence, requestSequence } from "planproof/generators";
 * import { authorize, compile, findManagedPolicy } from "planproof/policies";
 *
 * const { document } = findManagedPolicy("BatchServiceRolePolicy")!;
 * const policies = { identity: [{ source: "BatchServiceRolePolicy", document }] };
 * const compiled = compile(policies);
 * for (const sequence of fc.sample(requestSequence(policies), { seed: 1, numRuns: 3 }))
 *   console.log(playSequence(sequence, (request) => authorize(compiled, request) === "allowed"));
 * ```
 */
export function requestSequence(
  policies: PolicySet | readonly PolicySet[],
  options: SequenceOptions = {},
): fc.Arbitrary<RequestSequence> {
  checkOptions("requestSequence", options, ["reference", "principal", "maxLength"]);
  const { reference = emptyServiceReference, principal = examplePrincipal, maxLength = 3 } = options;
  const account = callerAccount(principal);
  const space = requestSpace(asList(policies), { reference, universe: "any", account });
  const keys = distinct(["aws:ResourceTag", ...guardsIn(space).map(({ key }) => key)]);
  const drawn = steps(space, reference, Math.max(2, maxLength));
  const toSequence = ({ tags, requests }: Steps): RequestSequence => ({
    tags,
    requests: requests.map((parts) => ({ principal, ...parts, resourceAccount: account })),
    keys,
  });
  return shrinkBy(
    drawnBy((random) => toSequence(drawn(random))),
    {
      candidates: (sequence) => shrinkSequence(space, sequence),
      recognises: (value): value is RequestSequence =>
        typeof value === "object" && value !== null && "requests" in value && "tags" in value,
    },
  );
}

/** A statement that asks for a tag of the resource. */
interface Guard {
  readonly statement: StatementSpace;
  /** `aws:ResourceTag` */
  readonly key: string;
  /** the tag */
  readonly name: string;
  readonly values: readonly string[];
}

const tagOf = /^([\w-]+:ResourceTag)\/(.+)$/is;

const guardsIn = ({ statements }: RequestSpace): readonly Guard[] =>
  statements.flatMap((statement) =>
    statement.keys.flatMap(({ key, inside: met, outside: missed }): readonly Guard[] => {
      const [, prefix, name] = tagOf.exec(key) ?? [];
      if (prefix === undefined || name === undefined) return [];
      const values = [...met, ...missed].filter((value) => typeof value === "string");
      return [{ statement, key: prefix, name, values: distinct([...values, "example"]) }];
    }),
  );

interface Steps {
  readonly tags: Readonly<Record<string, string>>;
  readonly requests: readonly RequestParts[];
}

function steps(space: RequestSpace, reference: ServiceReference, maxLength: number): Draw<Steps> {
  const draws = requestDraws(space, {});
  const near = (action: string, target: StatementSpace, random: fc.Random) =>
    draws.parts({ action, target, keysOf: target, missed: undefined }, random);
  const guards = guardsIn(space);
  if (space.statements.length === 0) return () => ({ tags: {}, requests: [] });
  if (guards.length === 0) {
    return (random) => {
      const one = pick(space.statements, random);
      return { tags: {}, requests: [near(draws.action(one, undefined, random), one, random)] };
    };
  }
  const tagging = (guard: Guard, names: readonly string[], random: fc.Random): RequestParts => {
    const name = pick(names, random);
    const drawn = near(name, draws.covering(name, random), random);
    const isOwn = happens(random, 1, 2);
    return isOwn ? drawn : { ...drawn, context: tagged(drawn, guard, pick(guard.values, random)) };
  };
  return (random) => {
    const guard = pick(guards, random);
    const last = near(draws.action(guard.statement, undefined, random), guard.statement, random);
    const { action, resource } = last;
    const names = taggingActions(action, resource, reference);
    const tags = happens(random, 3, 4) ? {} : { [guard.name]: pick(guard.values, random) };
    const first = Array.from({ length: random.nextInt(0, maxLength - 1) }, () =>
      tagging(guard, names, random),
    );
    const requests = [...first, last].map((one) => ({
      ...one,
      resource,
      context: withoutResourceTags(one.context),
    }));
    return { tags, requests };
  };
}

/** A request that sets or removes the tag, in place of those that it would set. */
function tagged({ action, context }: RequestParts, { name }: Guard, value: string): Context {
  const others = Object.entries(context).filter(([key]) => !/^aws:(?:RequestTag\/|TagKeys$)/i.test(key));
  if (removesTags(action)) return { ...Object.fromEntries(others), "aws:TagKeys": [name] };
  return withTagKeys({ ...Object.fromEntries(others), [`aws:RequestTag/${name}`]: value });
}

/** A context that does not say the tags of the resource. */
const withoutResourceTags = (context: Context): Context =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !tagOf.test(key)));
