import { compileGlob, matchGlob } from "../language/glob.js";
import { policiesIn } from "../language/policiesIn.js";
import type { PolicySet } from "../language/policySet.js";
import type { Request } from "../language/request.js";
import { type Access, encodeAccess } from "./access.js";
import type { Atom } from "./atom.js";
import { findRequest } from "./findRequest.js";
import type { Formula } from "./formula.js";
import { budgetOf, type ProveOptions } from "./proveOptions.js";
import { type Prover, proverFor } from "./prover.js";
import { type Relation, relateAccess } from "./relate.js";
import { knowingAction, restrict } from "./restrict.js";
import { atomsOf } from "./typedBoxes.js";

/** What became of one action from the left policies (before) to the right ones (after). */
export interface ActionDifference {
  /** an action, or a pattern for the actions it matches that are not told of apart */
  readonly action: string;
  readonly change: "added" | "removed" | "widened" | "narrowed" | "shifted" | "undecided";
  /** a request that only the right side allows */
  readonly gained: Request | undefined;
  /** a request that only the left side allows */
  readonly lost: Request | undefined;
  /** `any`: nothing vouches that AWS would send these requests */
  readonly universe: "any" | "typed";
  /** why it is undecided */
  readonly reason?: string;
}

/**
 * Every action that one policy set allows otherwise than the other: each action that the policies name, each
 * of the service reference that their patterns match, and each pattern for the actions of services that the
 * reference does not have. In order of the actions. Two questions for each kind of action that the policies tell apart.
 */
export const differencesByAction = (
  left: PolicySet,
  right: PolicySet,
  options: ProveOptions = {},
): readonly ActionDifference[] => new Comparison(left, right, options).differences();

/** Actions that no statement tells apart, by the first of them. */
interface Kind {
  readonly actions: readonly string[];
  readonly except: readonly string[];
}

class Comparison {
  readonly #left: Access;
  readonly #right: Access;
  readonly #options: Prover;
  readonly #written: readonly string[];

  constructor(left: PolicySet, right: PolicySet, options: ProveOptions) {
    this.#left = { kind: "of", policies: left };
    this.#right = { kind: "of", policies: right };
    this.#options = proverFor({ ...options, budget: budgetOf(options) }); // one for the whole list
    const elements = [left, right].flatMap((set) =>
      policiesIn(set).flatMap(({ document }) => document.statements.map(({ action }) => action)),
    );
    // all but some actions are not written anywhere
    const patterns = elements.flatMap(({ negated, patterns: own }) => (negated ? [...own, "*"] : own));
    this.#written = [...new Map(patterns.map((pattern) => [pattern.toLowerCase(), pattern])).values()];
  }

  differences(): readonly ActionDifference[] {
    const named = this.#kindsOfActions().flatMap((kind) => this.#differencesOf(kind));
    const rest = this.#kindsOfPatterns().flatMap((kind) => this.#differencesOf(kind));
    const unlisted = this.#kindsOfUnlisted()
      .flatMap((kind) => this.#differencesOf(kind))
      .filter((difference) => !named.some((one) => tells(one, difference)));
    return [...named, ...rest, ...unlisted].toSorted((one, other) =>
      one.action < other.action ? -1 : one.action > other.action ? 1 : 0,
    );
  }

  #kindsOfActions(): readonly Kind[] {
    const { reference, universe } = this.#options;
    const known = reference?.services.flatMap((service) =>
      reference.actionsOf(service).map(({ name }) => name),
    );
    const names = [...(known ?? []), ...this.#written.filter((text) => !isPattern(text))];
    const { encoding } = this.#options;
    const sides = [this.#left, this.#right].map((side) => encodeAccess(side, encoding));
    const atoms = actionAtomsOf(sides);
    const silent = new Map<string, boolean>();
    const kinds = new Map<string, string[]>();
    for (const name of new Map(names.toReversed().map((text) => [text.toLowerCase(), text])).values()) {
      const truth = knowingAction(name.toLowerCase());
      const signature = atoms.map((atom) => (truth(atom) ? 1 : 0)).join("");
      if (!silent.has(signature))
        silent.set(
          signature,
          sides.every((side) => isNever(restrict(side, truth))),
        );
      if (silent.get(signature)) continue; // neither side allows any of it
      const key = universe === "typed" ? `${signature} ${name}` : signature;
      const alike = kinds.get(key);
      if (alike === undefined) kinds.set(key, [name]);
      else alike.push(name);
    }
    return [...kinds.values()].map((actions) => ({ actions, except: [] }));
  }

  #isTold(pattern: string): boolean {
    const { reference } = this.#options;
    if (reference === undefined) return false;
    const service = serviceOf(pattern);
    return isPattern(service) ? reference.complete : reference.services.includes(service);
  }

  /** For each pattern of services that are told of by name the actions that the reference does not have. */
  #kindsOfUnlisted(): readonly Kind[] {
    const { reference, universe } = this.#options;
    if (reference === undefined || universe === "typed") return [];
    const patterns = this.#written.filter((text) => isPattern(text) && this.#isTold(text));
    return patterns.map((pattern) => {
      const service = serviceOf(pattern);
      const services = isPattern(service) ? reference.services : [service];
      const listed = services.flatMap((one) => reference.actionsOf(one).map(({ name }) => name));
      return { actions: [pattern], except: [...this.#written.filter((text) => text !== pattern), ...listed] };
    });
  }

  /** For each pattern the actions that it alone is about, of services that are not told of one by one. */
  #kindsOfPatterns(): readonly Kind[] {
    const { reference } = this.#options;
    const patterns = this.#written.filter(isPattern).toSorted((one, other) => one.length - other.length);
    const told = (reference?.services ?? []).map((service) => `${service}:*`);
    return patterns.flatMap((pattern, at) => {
      if (this.#isTold(pattern)) return [];
      const named = this.#written.filter((text) => !isPattern(text));
      return [{ actions: [pattern], except: [...named, ...patterns.slice(at + 1), ...told] }];
    });
  }

  #differencesOf({ actions, except }: Kind): readonly ActionDifference[] {
    const [first, ...others] = actions;
    const difference = this.#compare(first!, except);
    if (difference === undefined) return [];
    return [difference, ...others.flatMap((action) => this.#alike(action, difference))];
  }

  /** The difference of an action that the policies do not tell from the one compared; its resources may. */
  #alike(action: string, difference: ActionDifference): readonly ActionDifference[] {
    if (this.#options.reference !== undefined) {
      const own = this.#compare(action, []);
      return own === undefined ? [] : [own];
    }
    const { gained, lost } = difference;
    const renamed = (request: Request | undefined) => request && { ...request, action };
    return [{ ...difference, action, gained: renamed(gained), lost: renamed(lost) }];
  }

  #compare(action: string, except: readonly string[]): ActionDifference | undefined {
    const among: Access = { kind: "actions", patterns: [action], except };
    const left: Access = { kind: "both", parts: [among, this.#left] };
    const right: Access = { kind: "both", parts: [among, this.#right] };
    const relation = relateAccess(left, right, this.#options);
    if (relation.relation === "equal") return undefined;
    const change = this.#changeOf(relation, left, right);
    const verdicts = [relation.forward, relation.backward];
    const reason = verdicts.find(({ verdict }) => verdict === "undecided");
    const untyped = verdicts.some((one) => one.verdict === "refuted" && one.universe === "any");
    return {
      action,
      change,
      gained: relation.rightOnly,
      lost: relation.leftOnly,
      universe: untyped ? "any" : "typed",
      ...(reason?.verdict === "undecided" && { reason: reason.reason }),
    };
  }

  #changeOf({ relation }: Relation, left: Access, right: Access): ActionDifference["change"] {
    const isEmpty = (access: Access) => findRequest(access, this.#options).kind === "empty";
    if (relation === "subset") return isEmpty(left) ? "added" : "widened";
    if (relation === "superset") return isEmpty(right) ? "removed" : "narrowed";
    return relation === "undecided" ? "undecided" : "shifted";
  }
}

/** Whether the difference of a listed action says all that one of the unlisted ones of a pattern does. */
const tells = (listed: ActionDifference, { action, gained, lost }: ActionDifference): boolean =>
  matchGlob(compileGlob(action.toLowerCase()), listed.action.toLowerCase()) &&
  (gained === undefined || listed.gained !== undefined) &&
  (lost === undefined || listed.lost !== undefined);

const actionAtomsOf = (formulas: readonly Formula[]): readonly Atom[] => {
  const distinct = new Map(formulas.flatMap(atomsOf).map((atom) => [atom.key, atom]));
  return [...distinct.values()].filter(({ dimension }) => dimension === "action");
};

const isNever = (formula: Formula): boolean => formula.kind === "any" && formula.parts.length === 0;

const serviceOf = (action: string): string => action.split(":", 1)[0]!.toLowerCase();

const isPattern = (action: string): boolean => /[*?]/.test(action);
