import { authorize } from "../../policies/evaluate/authorize.js";
import { compile } from "../../policies/evaluate/compile.js";
import { type Explanation, explain } from "../../policies/evaluate/explain.js";
import type { Decision, Request } from "../../policies/language/request.js";
import { boundsOf, type Readings } from "../../properties/target.js";

/** How policies that may be known in part decide a request. */
export interface JudgedRequest {
  /** by the narrowest reading, of which every part is known */
  readonly decision: Decision;
  /** whether both readings agree on it; more may be unknown than the readings hold, see {@link certain} */
  readonly agreed: boolean;
  /** false where the decision depends on something unknown */
  readonly certain: boolean;
  readonly explain: () => Explanation;
}

/** Prepares policies that may be known in part for many requests. */
export function readingsJudge(readings: Readings): (request: Request) => JudgedRequest {
  const { upper, lower } = boundsOf(readings);
  const least = compile(lower);
  const most = upper === lower ? least : compile(upper);
  return (request) => {
    const decision = authorize(least, request);
    const widest = most === least ? decision : authorize(most, request);
    const agreed = widest === decision;
    // a request that is known to be denied explicitly stays denied, regardless of the rest
    const certain = agreed && (readings.holes.length === 0 || widest === "explicitDeny");
    return { decision, agreed, certain, explain: () => explain(least, request) };
  };
}
