import { type Caller, readCaller } from "../../policies/evaluate/caller.js";
import { grants } from "../../policies/evaluate/compilePrincipal.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { EscalationStep } from "../../policies/reference/escalationSteps.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { workloadRoles } from "../../policies/reference/workloadRoles.js";
import { AllowedSteps } from "./allowedSteps.js";
import { type AskedPlace, type StepAttempt, tagsFrom } from "./askedFor.js";
import { Asker } from "./asker.js";
import type { Asking } from "./asking.js";
import { callersNamed, type Named, sessionOf, strongestOf } from "./callersNamed.js";
import { madeUpArn } from "./madeUpArn.js";
import { type Node, nodeOf } from "./node.js";
import type { SurroundingResource, Surroundings } from "./surroundings.js";
import type { Askers } from "./takeStep.js";
import { trustsService } from "./trustsService.js";

/** The principals of a source, and what decides which of them can become which. */
export class Graph implements Askers {
  readonly place: AskedPlace;
  readonly reading: Asking["reading"];
  readonly nodes: readonly Node[];
  readonly #byAddress: ReadonlyMap<string, Node>;
  readonly #askers = new WeakMap<Node, Asker>();
  readonly #assuming = new WeakMap<Node, Map<Node, Asker>>();
  readonly #holdsAnything = new WeakMap<Node, boolean>();
  readonly #trusting = new Map<string, ReadonlySet<Node>>();
  readonly #naming = new WeakMap<Node, Named>();
  readonly #callers = new WeakMap<Node, Caller>();
  readonly #allowed = new AllowedSteps();
  readonly #workloads = new Map<string, ReadonlyMap<string, readonly SurroundingResource[]>>();
  readonly #byType = new Map<string, SurroundingResource[]>();
  readonly #made = new Map<object, unknown>();
  #undecided: Set<string> | undefined;

  constructor(
    surroundings: Surroundings,
    reference: ServiceReference,
    reading: Asking["reading"] = "narrowest",
  ) {
    this.reading = reading;
    const { account, partition, principals, resources } = surroundings;
    this.place = { account, partition, reference };
    this.nodes = [...principals.values()].map((one) => nodeOf(one, reading));
    this.#byAddress = new Map(this.nodes.map((node) => [node.address, node]));
    for (const resource of resources) {
      const alike = this.#byType.get(resource.type);
      if (alike === undefined) this.#byType.set(resource.type, [resource]);
      else alike.push(resource);
    }
  }

  /** What a question makes of the graph, once for each question. */
  once<T>(question: object, make: () => T): T {
    if (!this.#made.has(question)) this.#made.set(question, make());
    return this.#made.get(question) as T;
  }

  /** What is made of the graph, with the ids of the nodes of which the prover left a request undecided meanwhile. */
  noting<T>(make: () => T): { readonly made: T; readonly undecided: ReadonlySet<string> } {
    const outer = this.#undecided;
    const undecided = new Set<string>();
    this.#undecided = undecided;
    const made = make();
    this.#undecided = outer;
    for (const id of undecided) outer?.add(id);
    return { made, undecided };
  }

  /** The same for one principal: a source may have several accounts. */
  placeOf(node: Node): AskedPlace {
    const { account } = this.#callerOf(node);
    return account === "" || account === this.place.account ? this.place : { ...this.place, account };
  }

  /** Notes that not all is asked of a principal. */
  noteUndecided({ id }: Node): void {
    this.#undecided?.add(id);
  }

  /** The principal with an address. */
  nodeAt(address: string): Node | undefined {
    return this.#byAddress.get(address);
  }

  /** The groups that a principal is in; all of them without one. */
  groupsOf(member?: Node): readonly Node[] {
    const groups = this.once(this.groupsOf, () => this.nodes.filter(({ type }) => type === "group"));
    return member === undefined ? groups : groups.filter(({ address }) => member.groups.includes(address));
  }

  /** The resources of a Terraform type. */
  resourcesOf(type: string): readonly SurroundingResource[] {
    return this.#byType.get(type) ?? [];
  }

  /** What a requirement is asked of. */
  askerFor({ caller, target }: StepAttempt, action: string): Asker {
    return action === "sts:AssumeRole" && target?.trust !== undefined
      ? this.#askerAssuming(caller, target)
      : this.askerOf(caller);
  }

  askerOf(node: Node): Asker {
    const known = this.#askers.get(node);
    if (known !== undefined) return known;
    const made = this.#ask(node, node.set);
    this.#askers.set(node, made);
    return made;
  }

  #askerAssuming(caller: Node, target: Node): Asker {
    const others = this.#assuming.get(caller) ?? new Map<Node, Asker>();
    this.#assuming.set(caller, others);
    const known = others.get(target);
    if (known !== undefined) return known;
    const made = this.#askerBySession(caller, target);
    others.set(target, made);
    return made;
  }

  /** The role itself, unless only a session of it that the trust policy names may assume the other one. */
  #askerBySession(caller: Node, target: Node): Asker {
    const set: PolicySet = { ...caller.set, resources: [target.trust!] };
    const own = this.#ask(caller, set);
    const session = sessionOf(this.#callerOf(caller), this.#namedBy(target));
    if (session === undefined) return own;
    const asked = { action: "sts:AssumeRole", arns: [target.principal], keys: {}, ...tagsFrom(target) };
    const { made: request, undecided } = this.noting(() => own.ask(asked));
    return request === undefined && undecided.size === 0
      ? this.#ask({ ...caller, principal: session.name }, set)
      : own;
  }

  #ask(node: Node, set: PolicySet): Asker {
    const { principal, callers, unknownKeys } = node;
    const { account, reference } = this.placeOf(node);
    return new Asker({
      set,
      principal,
      account,
      reference,
      reading: this.reading,
      ...(callers && { callers }),
      ...(unknownKeys && { unknownKeys }),
      // the session of a role may have further tags
      ...(node.type === "user" && node.tags && !node.unknownTags && { callerTags: node.tags }),
      onUndecided: () => this.noteUndecided(node),
    });
  }

  /**
   * Whether a principal may get any permission of the account: it may put policies on any role without a boundary,
   * and let any principal assume it.
   */
  holdsAnything(node: Node): boolean {
    const known = this.#holdsAnything.get(node);
    if (known !== undefined) return known;
    const asker = this.askerOf(node);
    const { account, partition } = this.placeOf(node);
    const role = madeUpArn(`arn:${partition}:iam::${account}:role/*`);
    const keys = { "iam:PermissionsBoundary": null };
    const { made: holds, undecided } = this.noting(() =>
      administration.every((action) => asker.ask({ action, arns: [role], keys }) !== undefined),
    );
    // what is undecided is noted by each that asks
    if (undecided.size === 0) this.#holdsAnything.set(node, holds);
    return holds;
  }

  /** The roles whose trust policy names a service. */
  rolesTrusting(service: string): ReadonlySet<Node> {
    const known = this.#trusting.get(service);
    if (known !== undefined) return known;
    const found = new Set(
      this.nodes.filter(
        (node) =>
          this.#mayTrustAnyone(node) ||
          (node.trust !== undefined &&
            trustsService(node.trust, service, {
              account: this.placeOf(node).account,
              isKnown: node.callers?.account !== undefined,
            })),
      ),
    );
    this.#trusting.set(service, found);
    return found;
  }

  /** Whether the trust policy of a role may name a caller, its account or everyone, which is quick to say. */
  mayTrust(role: Node, caller: Node): boolean {
    if (role.trust === undefined)
      return this.#mayTrustAnyone(role) && this.askerOf(caller).mayAskOn("sts:AssumeRole", role.principal);
    const [one, named] = [this.#callerOf(caller), this.#namedBy(role)];
    const strongest = strongestOf(one, named);
    if (strongest > grants.account || sessionOf(one, named) !== undefined) return true;
    return strongest > grants.none && this.askerOf(caller).mayAskOn("sts:AssumeRole", role.principal);
  }

  #mayTrustAnyone = ({ unknownTrust }: Node): boolean =>
    this.reading === "widest" && unknownTrust !== undefined;

  #namedBy(role: Node): Named {
    const named = this.#naming.get(role) ?? callersNamed(role.trust!);
    this.#naming.set(role, named);
    return named;
  }

  #callerOf(node: Node): Caller {
    const caller = this.#callers.get(node) ?? readCaller(node.principal);
    this.#callers.set(node, caller);
    return caller;
  }

  /** The resources of a type that run with a role which trusts the service that they are run by. */
  workloadsOf(role: Node, type: string): readonly SurroundingResource[] {
    const byRole = this.#workloads.get(type) ?? this.#workloadsByRole(type);
    this.#workloads.set(type, byRole);
    return byRole.get(role.address) ?? [];
  }

  #workloadsByRole(type: string): ReadonlyMap<string, readonly SurroundingResource[]> {
    const services = workloadRoles.filter((row) => row.type === type && row.runs !== "fixed");
    const byRole = new Map<string, SurroundingResource[]>();
    const trusting = new Set(
      services.flatMap(({ service }) => [...this.rolesTrusting(service)]).map(({ address }) => address),
    );
    for (const resource of this.resourcesOf(type))
      for (const address of this.#isOfAnyRole(resource) ? trusting : resource.runsAs)
        if (trusting.has(address)) byRole.set(address, [...(byRole.get(address) ?? []), resource]);
    return byRole;
  }

  #isOfAnyRole = ({ unknownRole }: SurroundingResource): boolean =>
    this.reading === "widest" && unknownRole !== undefined;

  /** Those of some steps of which the caller may ask every action; whether it may assume a role depends on that role. */
  stepsOf(caller: Node, steps: readonly EscalationStep[]): readonly EscalationStep[] {
    return this.#allowed.of(this.askerOf(caller), steps);
  }
}

const administration = ["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:UpdateAssumeRolePolicy"];
