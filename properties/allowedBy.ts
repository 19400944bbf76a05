import type { PolicySet } from "../policies/language/policySet.js";
import type { Access } from "../policies/prove/question/access.js";

/**
 * The requests that some policies allow.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { allowedBy, allowing, withoutAccess } from "planproof/properties";
 *
 * const everythingElse = withoutAccess(allowedBy(allowing(["s3:GetObject"], ["*"])));
 * assert.equal(everythingElse.kind, "not");
 * ```
 */
export const allowedBy = (policies: PolicySet): Access => ({ kind: "of", policies });

/**
 * The requests for some actions, on any resource and in any context.
 *
 * @param patterns action patterns, such as `s3:Put*`
 * @param except patterns of the actions left out; @defaultValue none
 */
export const forActions = (patterns: readonly string[], except: readonly string[] = []): Access => ({
  kind: "actions",
  patterns,
  except,
});

/** The requests that are in each of some sets. */
export const inAll = (...parts: readonly Access[]): Access => ({ kind: "both", parts });

/** The requests that are in at least one of some sets. */
export const inAny = (...parts: readonly Access[]): Access => ({ kind: "either", parts });

/** All requests that are not in a set. */
export const withoutAccess = (part: Access): Access => ({ kind: "not", part });
