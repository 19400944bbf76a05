import type { ServiceReference } from "../../reference/serviceReference.js";
import type { CallerMembers } from "../callers/callerMembers.js";
import { Budget } from "../sets/budget.js";

/** How a question is put to the prover. */
export interface ProveOptions {
  /**
   * The requests asked about. `any` (default): every action `service:Name`, every resource that is not empty,
   * every key with every value or list. `typed`: those that the service reference does not contradict, see
   * `typedUniverse`; without a reference the answer is `undecided`.
   */
  readonly universe?: "any" | "typed";
  /** real actions, resource types and keys, for the typed universe and for readable witnesses */
  readonly reference?: ServiceReference;
  /**
   * steps before the answer is `undecided`, for each question; or a budget that all questions share. The default
   * is 2,000,000, about a second or two: steps are counted and never timed, so that answers do not depend on the
   * machine
   */
  readonly budget?: number | Budget;
  /** the principal, the same in all requests; a role of account 111122223333 when absent */
  readonly principal?: string;
  /** the account that owns the resources; that of the principal when absent */
  readonly resourceAccount?: string;
  /**
   * `bound`: only requests whose keys about the caller, such as `aws:PrincipalArn`, are missing or say who
   * `principal` is. Ask so only where its ARN is certain: for an example in its place the proof would be wrong. Where
   * a part of it is certain, give what the caller may be.
   *
   * @defaultValue free: the keys have any value
   */
  readonly callerKeys?: "free" | "bound" | CallerMembers;
  /**
   * Callers that `principal` represents, a class of `callerClasses`: the keys about the caller are bound to what
   * AWS sends about one of them.
   *
   * @defaultValue the principal alone
   */
  readonly among?: CallerMembers;
}

export const defaultBudget = 2_000_000;

/** The budget of one question. */
export const budgetOf = ({ budget = defaultBudget }: ProveOptions): Budget =>
  typeof budget === "number" ? new Budget(budget) : budget;
