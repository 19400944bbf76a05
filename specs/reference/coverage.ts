import { printOperator } from "../../policies/language/parseOperator.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Decision, Request } from "../../policies/language/request.js";
import { authorize } from "./authorize.js";
import { holds } from "./holds.js";

/** How the generated requests are decided, by the definition; it shows whether agreement means anything. */
export class Coverage {
  readonly decisions: Record<Decision, number> = { allowed: 0, explicitDeny: 0, implicitDeny: 0 };
  /** operator and outcome, such as `Bool true` */
  readonly outcomes = new Set<string>();
  /** layers without which a decision would have been another, and how often */
  readonly deciding: Record<string, number> = {};
  #seen = 0;

  readonly take = (policies: PolicySet, request: Request, decision: Decision): void => {
    this.decisions[decision] += 1;
    this.#seen += 1;
    // one in a few is enough, and leaves time for more decisions
    if (this.#seen % 2 === 0) this.#takeConditions(policies, request);
    if (this.#seen % 5 !== 0) return;
    for (const layer of Object.keys(policies)) {
      const { [layer as keyof PolicySet]: _, ...others } = policies;
      if (authorize({ identity: [], ...others }, request) === decision) continue;
      this.deciding[layer] = (this.deciding[layer] ?? 0) + 1;
    }
  };

  #takeConditions(policies: PolicySet, request: Request): void {
    for (const { document } of policiesIn(policies)) {
      for (const condition of document.statements.flatMap(({ conditions }) => conditions)) {
        const outcome = holds(condition, document.version, request);
        this.outcomes.add(`${printOperator(condition.operator)} ${outcome}`);
      }
    }
  }
}
