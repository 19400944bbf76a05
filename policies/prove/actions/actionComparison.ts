import { compileGlob, matchGlob } from "../../language/glob.js";
import type { Request } from "../../language/request.js";
import type { ActionReference } from "../../reference/serviceReference.js";
import { findRequest } from "../findRequest.js";
import { type Access, type Contains, policySetsIn, difference as without } from "../question/access.js";
import { encodeAccess } from "../question/encodeAccess.js";
import { budgetOf, type ProveOptions } from "../question/proveOptions.js";
import { Prover, proverFor } from "../question/prover.js";
import { typedReference } from "../question/typedReference.js";
import { type ActionClass, actionAtomsOf, actionClasses, reachedServices } from "./actionClasses.js";
import { ActionViews } from "./actionViews.js";
import { type AccessSides, type ActionDifference, compareAction } from "./compareAction.js";
import { scopeOfActions } from "./scopeOfActions.js";
import { type UnlistedSample, unlistedSamples } from "./unlistedSamples.js";
import { writtenActionsIn } from "./writtenActionsIn.js";

/** Actions that changed alike. */
export interface AlikeActions {
  /** sorted; each was replayed with a request like the one shown */
  readonly actions: readonly string[];
  /** the difference of one of them */
  readonly difference: ActionDifference;
  /**
   * set where it is one pattern, for the actions it matches that the reference lacks; `silent` where the
   * universe is typed and the reference lists others that it matches
   */
  readonly unlisted?: "reported" | "silent";
}

/** What one set of requests has and another lacks, of actions that are alike in it. */
export interface AlikeRequests {
  /** sorted; each was replayed with a request like the one shown */
  readonly actions: readonly string[];
  /** a request for one of them; absent where it is undecided whether there is any */
  readonly witness?: Request;
  /** `any`: nothing shows that AWS would send the witness */
  readonly universe: "any" | "typed";
  /** why it is undecided */
  readonly reason?: string;
  /** as that of {@link AlikeActions} */
  readonly unlisted?: AlikeActions["unlisted"];
  /** the requests for the one that was asked about */
  readonly among: Access;
}

/** Two sets of requests, of which one is looked at for what the other lacks. */
export interface MoreAndLess {
  readonly more: Access;
  readonly less: Access;
}

/** The actions that policies reach and the reference lacks. */
export interface Unlisted {
  /** those that patterns match, by examples */
  readonly samples: readonly UnlistedSample[];
  /** those that are written out */
  readonly named: readonly string[];
}

/** Compares sets of requests action by action: some sets, partitioned once, for any pair of them. */
export class ActionComparison {
  readonly #prover: Prover;
  readonly #untyped: Prover;
  readonly #written: readonly string[];
  readonly #views: ActionViews;
  readonly #classes: readonly ActionClass[];
  /** whether the reference has every service that the questions are about */
  readonly #isListed: boolean;
  readonly unlisted: Unlisted;

  /**
   * @param options a prover is taken as it is, with its budget
   * @param space what all questions are about; everything by default
   */
  constructor(sets: readonly Access[], options: ProveOptions, space?: Access) {
    const reference = options.reference && typedReference(options.reference);
    // one budget for all questions
    const shared = { ...options, budget: budgetOf(options), ...(reference && { reference }) };
    this.#prover = options instanceof Prover ? options : proverFor(shared);
    this.#untyped = this.#prover.about("any");
    this.#views = new ActionViews(reference, this.#prover.encoding.requester.principal);
    this.#written = writtenActionsIn(sets.flatMap(policySetsIn));
    const formulas = [...new Set(sets)].map((access) => encodeAccess(access, this.#prover.encoding));
    const { services, includes } = scopeOfActions(space);
    const listed = (services ?? reference?.services ?? [])
      .filter(reachedServices(formulas))
      .flatMap((service) => reference?.actionsOf(service) ?? []);
    const written = this.#written.filter((text) => !isPattern(text));
    const names = [...written, ...listed.map(({ name }) => name)].filter(includes);
    const spelled = new Map(names.map((name) => [name.toLowerCase(), name]));
    const scope = { formulas, views: this.#views, ...(reference && { reference }) };
    this.#classes = actionClasses([...spelled.values()], scope);
    const samples = reference === undefined ? [] : unlistedSamples(actionAtomsOf(formulas), reference);
    this.#isListed = services?.every((one) => reference?.services.includes(one)) ?? false;
    this.unlisted = {
      samples: samples.filter(({ action }) => includes(action)),
      named: [...spelled.values()].filter((name) => reference?.action(name) === undefined),
    };
  }

  /** The differences between two of the sets. Two questions or three for each class of actions. */
  between(left: Access, right: Access): readonly AlikeActions[] {
    const sides: AccessSides = [left, right];
    const listed = this.#classes.flatMap((one) => this.#differencesOf(one, sides));
    const rest = this.#restPatterns(sides).flatMap(({ pattern, except }) => {
      const difference = compareAction(pattern, sides, { prover: this.#prover, except });
      return difference === undefined ? [] : [{ actions: [pattern], difference }];
    });
    const unlisted = this.unlisted.samples.flatMap((one) => this.#unlisted(one, sides));
    return [...listed, ...rest, ...unlisted];
  }

  /** What one of the sets has and the other lacks. One question for each class of actions. */
  beyond(asked: MoreAndLess): readonly AlikeRequests[] {
    const listed = this.#classes.flatMap((one) => this.#requestsOf(one, asked));
    const rest = this.#restPatterns([asked.more, asked.less]).flatMap(({ pattern, except }) =>
      this.#find(pattern, asked, { except }),
    );
    const unlisted = this.unlisted.samples.flatMap(({ pattern, action: example }) => {
      const action = this.#spell(pattern);
      return this.#find(example, asked, { prover: this.#untyped }).map(
        (one): AlikeRequests => ({ ...one, actions: [action], unlisted: this.#weightOf(action) }),
      );
    });
    return [...listed, ...rest, ...unlisted];
  }

  /** Whether a set may have a request for some actions that {@link beyond} found. */
  mayHave(access: Access, { among, unlisted }: AlikeRequests): boolean {
    const prover = unlisted === undefined ? this.#prover : this.#untyped;
    return findRequest({ kind: "both", parts: [among, access] }, prover).kind !== "empty";
  }

  /** Whether requests are in a set, by the evaluator. */
  contains(access: Access): Contains {
    return this.#prover.contains(access);
  }

  /** The difference of one of some alike actions, with requests for it. */
  of(action: string, { difference }: AlikeActions, sides: AccessSides): ActionDifference {
    return difference.action === action ? difference : this.#renamed(action, difference, sides)!;
  }

  #differencesOf({ actions, example }: ActionClass, sides: AccessSides): readonly AlikeActions[] {
    const difference = compareAction(example, sides, { prover: this.#prover });
    if (difference === undefined) return [];
    const alike: string[] = [];
    const others: AlikeActions[] = [];
    for (const action of actions) {
      if (action === example || this.#renamed(action, difference, sides) !== undefined) alike.push(action);
      else {
        const own = compareAction(action, sides, { prover: this.#prover });
        if (own !== undefined) others.push({ actions: [action], difference: own });
      }
    }
    return [{ actions: alike, difference }, ...others];
  }

  #requestsOf({ actions, example }: ActionClass, asked: MoreAndLess): readonly AlikeRequests[] {
    const [found] = this.#find(example, asked);
    if (found === undefined) return [];
    const { witness } = found;
    const { more: by, less: notBy } = asked;
    const isAlike = (action: string) =>
      action === example ||
      witness === undefined ||
      this.#requestFor(action, { like: witness, by, notBy }) !== undefined;
    const others = actions.filter((action) => !isAlike(action));
    return [
      { ...found, actions: actions.filter((action) => !others.includes(action)) },
      ...others.flatMap((action) => this.#find(action, asked)),
    ];
  }

  #find(
    action: string,
    { more, less }: MoreAndLess,
    {
      prover = this.#prover,
      except = [],
    }: { readonly prover?: Prover; readonly except?: readonly string[] } = {},
  ): readonly AlikeRequests[] {
    const among: Access = { kind: "actions", patterns: [action], except };
    const [left, right] = [more, less].map((access): Access => ({ kind: "both", parts: [among, access] }));
    const answer = findRequest(without(left!, right!), prover);
    if (answer.kind === "empty") return [];
    const found = { actions: [action], among };
    if (answer.kind === "undecided") return [{ ...found, universe: "typed", reason: answer.reason }];
    return [{ ...found, witness: answer.witness, universe: answer.universe }];
  }

  #unlisted({ pattern, action: example }: UnlistedSample, sides: AccessSides): readonly AlikeActions[] {
    const difference = compareAction(example, sides, { prover: this.#untyped });
    if (difference === undefined) return [];
    const action = this.#spell(pattern);
    return [{ actions: [action], difference: { ...difference, action }, unlisted: this.#weightOf(action) }];
  }

  /** As the policies write it, if they do. */
  #spell(pattern: string): string {
    return this.#written.find((text) => text.toLowerCase() === pattern) ?? pattern;
  }

  #weightOf(pattern: string): "reported" | "silent" {
    const { reference, universe } = this.#prover;
    if (universe !== "typed") return "reported";
    const glob = compileGlob(pattern.toLowerCase());
    const matches = ({ name }: ActionReference) => matchGlob(glob, name.toLowerCase());
    const service = serviceOf(pattern);
    const services = isPattern(service) ? reference?.services : [service];
    return services?.some((one) => reference?.actionsOf(one).some(matches)) ? "silent" : "reported";
  }

  /** The patterns of services that the reference lacks, each for what no other pattern is about. */
  #restPatterns(sets: readonly Access[]): readonly { pattern: string; except: readonly string[] }[] {
    if (this.#isListed) return [];
    const { reference } = this.#prover;
    const isListed = (pattern: string) => {
      const service = serviceOf(pattern);
      return isPattern(service) ? reference?.complete : reference?.services.includes(service);
    };
    const written = writtenActionsIn(sets.flatMap(policySetsIn));
    const named = written.filter((text) => !isPattern(text));
    const listed = (reference?.services ?? []).map((service) => `${service}:*`);
    const patterns = written.filter(isPattern).toSorted((one, other) => one.length - other.length);
    return patterns.flatMap((pattern, at) =>
      isListed(pattern) ? [] : [{ pattern, except: [...named, ...patterns.slice(at + 1), ...listed] }],
    );
  }

  /** The same difference of an action of the same class; undefined where the evaluator does not agree on it. */
  #renamed(
    action: string,
    difference: ActionDifference,
    [left, right]: AccessSides,
  ): ActionDifference | undefined {
    const { gained, lost } = difference;
    const own = { ...difference, action };
    const gain = gained && this.#requestFor(action, { like: gained, by: right, notBy: left });
    const loss = lost && this.#requestFor(action, { like: lost, by: left, notBy: right });
    if ((gained && gain === undefined) || (lost && loss === undefined)) return undefined;
    return { ...own, gained: gain, lost: loss };
  }

  #requestFor(action: string, { like, by, notBy }: Wanted): Request | undefined {
    const [isWanted, isUnwanted] = [this.#prover.contains(by), this.#prover.contains(notBy)];
    for (const resource of this.#resourcesFor(action, like)) {
      const request = { ...like, action, resource };
      if (isWanted(request) && !isUnwanted(request)) return request;
    }
    return undefined;
  }

  /** Resources of the kinds on which the action is requested with the keys of a request, that of the request last. */
  *#resourcesFor(action: string, { resource, context }: Request): Generator<string> {
    const known = this.#prover.reference?.action(action);
    if (known !== undefined) {
      const names = Object.keys(context).map((name) => name.toLowerCase());
      const supported = this.#views.supporting(names);
      for (const kind of this.#views.kindsOf(known))
        if (supported(kind).length === names.length) yield kind.resource.example;
    }
    yield resource;
  }
}

interface Wanted {
  readonly like: Request;
  readonly by: Access;
  readonly notBy: Access;
}

const serviceOf = (action: string): string => action.split(":", 1)[0]!.toLowerCase();

export const isPattern = (action: string): boolean => /[*?]/.test(action);
