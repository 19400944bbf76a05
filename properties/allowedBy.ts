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
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { forActions } from "planproof/properties";
 *
 * assert.deepEqual(forActions(["s3:Put*"], ["s3:PutObjectTagging"]).kind, "actions");
 * ```
 */
export const forActions = (patterns: readonly string[], except: readonly string[] = []): Access => ({
  kind: "actions",
  patterns,
  except,
});

/**
 * The requests that are in each of some sets.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { allowedBy, allowing, forActions, inAll } from "planproof/properties";
 *
 * const writes = inAll(forActions(["s3:Put*"]), allowedBy(allowing(["s3:*"], ["arn:aws:s3:::logs/*"])));
 * assert.equal(writes.kind, "both");
 * ```
 */
export const inAll = (...parts: readonly Access[]): Access => ({ kind: "both", parts });

/**
 * The requests that are in at least one of some sets.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { forActions, inAny } from "planproof/properties";
 *
 * assert.equal(inAny(forActions(["s3:Put*"]), forActions(["s3:Delete*"])).kind, "either");
 * ```
 */
export const inAny = (...parts: readonly Access[]): Access => ({ kind: "either", parts });

/**
 * All requests that are not in a set.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { forActions, withoutAccess } from "planproof/properties";
 *
 * assert.equal(withoutAccess(forActions(["iam:*"])).kind, "not");
 * ```
 */
export const withoutAccess = (part: Access): Access => ({ kind: "not", part });
