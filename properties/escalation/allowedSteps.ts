import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import type { Asker } from "./asker.js";

type Steps = readonly EscalationStep[];

/** Which steps a caller may ask every action of, once for each list of steps. */
export class AllowedSteps {
  readonly #known = new WeakMap<Asker, Map<Steps, Steps>>();
  readonly #byFirst = new WeakMap<Steps, ReadonlyMap<string, Steps>>();

  of(asker: Asker, steps: Steps): Steps {
    const known = this.#known.get(asker) ?? new Map<Steps, Steps>();
    this.#known.set(asker, known);
    const found = known.get(steps) ?? this.#find(asker, steps);
    known.set(steps, found);
    return found;
  }

  /** Most callers may ask few of the actions that steps begin with. */
  #find(asker: Asker, steps: Steps): Steps {
    const byFirst = this.#byFirst.get(steps) ?? groupByFirst(steps);
    this.#byFirst.set(steps, byFirst);
    const near = new Set([...byFirst].flatMap(([action, own]) => (asker.mayAsk(action) ? own : [])));
    if (near.size === 0) return [];
    const mayAsk = ({ action }: { readonly action: string }) => isAssuming(action) || asker.mayAsk(action);
    return steps.filter((step) => near.has(step) && step.requires.every(mayAsk));
  }
}

/** A trust policy may grant it alone. */
const isAssuming = (action: string): boolean => action === "sts:AssumeRole";

function groupByFirst(steps: Steps): ReadonlyMap<string, Steps> {
  const groups = new Map<string, EscalationStep[]>();
  for (const step of steps) {
    const { action } = step.requires.find((one) => !isAssuming(one.action)) ?? step.requires[0]!;
    const alike = groups.get(action);
    if (alike === undefined) groups.set(action, [step]);
    else alike.push(step);
  }
  return groups;
}
