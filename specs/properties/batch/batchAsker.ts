import { authorize } from "../../../policies/evaluate/authorize.js";
import { compile } from "../../../policies/evaluate/compile.js";
import { compileAction } from "../../../policies/evaluate/compileAction.js";
import type { Statement } from "../../../policies/language/policyDocument.js";
import type { PolicySet } from "../../../policies/language/policySet.js";
import type { ManagedPolicyVersion } from "../../../policies/managed/managedPolicy.js";
import { findRequest } from "../../../policies/prove/findRequest.js";
import { type Access, difference } from "../../../policies/prove/question/access.js";
import { type Prover, proverFor } from "../../../policies/prove/question/prover.js";
import type { ServiceReference } from "../../../policies/reference/serviceReference.js";
import { allowedBy, forActions, inAll } from "../../../properties/allowedBy.js";
import { guardKeys, restrictTo, tagGuardedStatements } from "../../../properties/tagGuardedStatements.js";

/** One version of each of the three policies of AWS Batch, and what questions about them take. */
export interface Triple {
  readonly bsrp: ManagedPolicyVersion;
  readonly absr: ManagedPolicyVersion;
  readonly fa: ManagedPolicyVersion;
}

/** Asks about versions; what is asked again is remembered. */
export class BatchAsker {
  readonly reference: ServiceReference;
  readonly #prover: Prover;
  readonly #answers = new Map<string, string | undefined>();
  readonly #compiled = new Map<string, ReturnType<typeof compile>>();

  constructor(reference: ServiceReference) {
    this.reference = reference;
    const principal = "arn:aws:iam::111122223333:role/job";
    this.#prover = proverFor({ principal, reference, universe: "typed" });
  }

  /** Whether a version allows a request. */
  allows(one: ManagedPolicyVersion, action: string, resource: string, context = {}): boolean {
    const name = nameOf(one);
    const compiled = this.#compiled.get(name) ?? compile(setOf(one));
    this.#compiled.set(name, compiled);
    const asked = {
      principal: "arn:aws:iam::111122223333:role/job",
      action,
      resource,
      resourceAccount: "111122223333",
    };
    return authorize(compiled, { ...asked, context }) === "allowed";
  }

  /** The action of a request of a set; undefined where a proof says that it is empty. */
  find(key: string, access: () => Access): string | undefined {
    if (!this.#answers.has(key)) {
      const answer = findRequest(access(), this.#prover);
      if (answer.kind === "undecided") throw new Error(`${key}: ${answer.reason}`);
      this.#answers.set(key, answer.kind === "found" ? answer.witness.action : undefined);
    }
    return this.#answers.get(key);
  }

  /** The action of a request that one version allows and another does not. */
  beyond(one: ManagedPolicyVersion, other: ManagedPolicyVersion): string | undefined {
    return this.find(`${nameOf(one)} - ${nameOf(other)}`, () =>
      difference(allowedBy(setOf(one)), allowedBy(setOf(other))),
    );
  }

  /** The same of some actions of the first. */
  beyondIn(
    actions: readonly string[],
    one: ManagedPolicyVersion,
    other: ManagedPolicyVersion,
  ): string | undefined {
    return this.find(`${actions.join()} of ${nameOf(one)} - ${nameOf(other)}`, () =>
      difference(inAll(forActions(actions), allowedBy(setOf(one))), allowedBy(setOf(other))),
    );
  }

  /** The actions, in order, that a version allows on some resource. */
  actionsOf(one: ManagedPolicyVersion): readonly string[] {
    const matchers = allows(one).map(({ action }) => compileAction(action));
    return this.reference.services
      .flatMap((service) => this.reference.actionsOf(service))
      .map(({ name }) => name)
      .filter((name) => matchers.some((matches) => matches(name.toLowerCase())));
  }
}

export const nameOf = ({ name, version }: ManagedPolicyVersion): string => `${name}@${version}`;
export const setOf = ({ name, document }: ManagedPolicyVersion): PolicySet => ({
  identity: [{ source: name, document }],
});
export const allows = ({ document }: ManagedPolicyVersion): readonly Statement[] => document.statements;
export const guardedOf = ({ document }: ManagedPolicyVersion): readonly Statement[] =>
  tagGuardedStatements(document);

/** The tag-guarded part of a version. */
export const guardedSet = (one: ManagedPolicyVersion): PolicySet => ({
  identity: [
    { source: one.name, document: restrictTo(one.document, (statement) => guardKeys(statement).length > 0) },
  ],
});
