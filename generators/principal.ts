import fc from "fast-check";
import { exampleAccount } from "../policies/reference/exampleAccount.js";
import { checkOptions } from "./near/checkOptions.js";
import { shrinkBy } from "./shrinkBy.js";
import { simpler } from "./simpler.js";

export interface PrincipalOptions {
  /** 12 digits: the account that most of them are in; @defaultValue 111122223333 */
  readonly account?: string;
  /** which kinds of callers; @defaultValue all */
  readonly kinds?: readonly PrincipalKind[];
}

/** A kind of caller, as AWS names them in the `Principal` of a request. */
export type PrincipalKind = "role" | "session" | "user" | "root" | "service" | "anonymous";

/**
 * Callers of requests: roles, their sessions, users, the root user, services, and anonymous ones; now and then of
 * another account, or a role linked to a service. Shrinks to a role named `example`.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { principal } from "planproof/generators";
 *
 * console.log(fc.sample(principal({ kinds: ["role", "user"] }), { seed: 1, numRuns: 3 }));
 * ```
 */
export function principal(options: PrincipalOptions = {}): fc.Arbitrary<string> {
  checkOptions("principal", options, ["account", "kinds"]);
  const { account = exampleAccount, kinds = allKinds } = options;
  const accounts = fc.constantFrom(account, account, account, otherAccount);
  const drawn = fc
    .tuple(fc.constantFrom(...kinds), accounts)
    .chain(([kind, owner]) => fc.constantFrom(...callers[kind](owner)));
  const ladder = [account, otherAccount].flatMap((owner) => kinds.flatMap((kind) => callers[kind](owner)));
  return shrinkBy(drawn, {
    candidates: (caller) => simpler(ladder, caller),
    recognises: (value): value is string => typeof value === "string",
  });
}

const otherAccount = "444455556666";

const callers: Readonly<Record<PrincipalKind, (account: string) => readonly string[]>> = {
  role: (account) => [
    `arn:aws:iam::${account}:role/example`,
    `arn:aws:iam::${account}:role/path/other`,
    `arn:aws:iam::${account}:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch`,
  ],
  session: (account) => [`arn:aws:sts::${account}:assumed-role/example/session`],
  user: (account) => [`arn:aws:iam::${account}:user/alice`, `arn:aws:iam::${account}:user/path/bob`],
  root: (account) => [`arn:aws:iam::${account}:root`],
  service: () => ["batch.amazonaws.com", "ec2.amazonaws.com"],
  anonymous: () => ["*"],
};

const allKinds = Object.keys(callers) as readonly PrincipalKind[];
