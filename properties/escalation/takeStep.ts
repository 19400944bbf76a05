import type { Request } from "../../policies/language/request.js";
import { administratorPolicies } from "../../policies/reference/administratorPolicies.js";
import type { EscalationRequirement, EscalationStep } from "../../policies/reference/escalationSteps.js";
import type { Asked } from "./asked.js";
import {
  type AskedPlace,
  askedFor,
  type Choices,
  furtherTypes,
  regionOfStep,
  type StepAttempt,
  typeArns,
} from "./askedFor.js";
import type { Asker } from "./asker.js";
import { isUnlimited, type Node } from "./node.js";
import { retagged } from "./retagged.js";

/** Who may ask what. */
export interface Askers {
  readonly placeOf: (caller: Node) => AskedPlace;
  /** of the caller, for one action: the trust policy of the target takes part where a role is assumed */
  readonly askerFor: (attempt: StepAttempt, action: string) => Asker;
}

/** A request of a step, with the one that may make it. */
export interface Taken {
  readonly request: Request;
  readonly asker: Asker;
}

/**
 * The requests of a step, where all that it requires is allowed: on new resources of one name, in one region, and on
 * every type of resource that a call needs. Undefined where any is not.
 */
export function takeStep(
  step: EscalationStep,
  attempt: StepAttempt,
  askers: Askers,
): readonly Taken[] | undefined {
  const taken = new Taking(step, attempt, askers).all();
  if (taken !== undefined) return taken;
  for (const administrator of otherAdministrators(step, attempt, askers)) {
    const other = new Taking(step, { ...attempt, administrator }, askers).all();
    if (other !== undefined) return other;
  }
  for (const requirement of step.requires) {
    const [key, type] = newNamedIn(requirement) ?? [];
    if (key === undefined || type === undefined) continue;
    // the name that a key allows is the one to choose for the new resource
    const arn = new Taking(step, attempt, askers).allowedValue(requirement, key);
    if (arn?.includes(`:${askers.placeOf(attempt.caller).account}:${type}/`))
      return new Taking(step, attempt, askers, new Map([[type, arn]])).all();
  }
  return undefined;
}

/**
 * The policies that are enough where AdministratorAccess may not be attached, as their holder may attach that one then. Empty
 * where no statement asks which policy it is, and where a boundary limits what the holder may do.
 */
function otherAdministrators(step: EscalationStep, attempt: StepAttempt, askers: Askers): readonly string[] {
  const attaching = step.requires.find(({ keys = {} }) => keys["iam:PolicyARN"] === "@administrator");
  if (attaching === undefined || attempt.newBoundary || !isUnlimited(attempt.target ?? attempt.caller))
    return [];
  const isAsked = askers.askerFor(attempt, attaching.action).mentions("iam:PolicyARN");
  return isAsked ? administratorPolicies.slice(1) : [];
}

/** A key of a requirement whose value is the ARN of a new resource, and the type of that. */
function newNamedIn({ keys = {} }: EscalationRequirement): readonly [key: string, type: string] | undefined {
  const found = Object.entries(keys).find(([, value]) => value.startsWith("@new "));
  return found && [found[0], found[1].slice("@new ".length)];
}

class Taking {
  taken: readonly Taken[] = [];
  readonly #step: EscalationStep;
  readonly #attempt: StepAttempt;
  readonly #askers: Askers;
  readonly #arns: Map<string, string>;
  /** what was asked of each new resource */
  readonly #asked = new Map<string, readonly Asked[]>();
  #region: string | undefined;

  /** @param arns of new resources, where they are chosen already; @defaultValue none */
  constructor(step: EscalationStep, attempt: StepAttempt, askers: Askers, arns: Choices["arns"] = new Map()) {
    this.#arns = new Map(arns);
    this.#step = step;
    this.#attempt = attempt;
    this.#askers = askers;
  }

  /** The requests of all requirements; undefined where one of them is not allowed. */
  all(): readonly Taken[] | undefined {
    return this.#step.requires.every((requirement) => this.take(requirement)) ? this.taken : undefined;
  }

  /** A value of a key with which a requirement is met. */
  allowedValue(requirement: EscalationRequirement, key: string): string | undefined {
    const asked = this.#questionOf(requirement);
    const request = asked && this.#askers.askerFor(this.#attempt, requirement.action).ask(asked);
    const value = Object.entries(request?.context ?? {}).find(
      ([name]) => name.toLowerCase() === key.toLowerCase(),
    );
    return typeof value?.[1] === "string" ? value[1] : undefined;
  }

  /** Whether a requirement is met, after those that were taken. */
  take(requirement: EscalationRequirement): boolean {
    const { action, on } = requirement;
    const asker = this.#askers.askerFor(this.#attempt, action);
    if (!asker.mayAsk(action)) return false;
    const asked = this.#questionOf(requirement);
    if (asked === undefined) return false;
    const type = /^new (.*)$/.exec(on)?.[1];
    const found = asker.ask(asked) ?? (type === undefined ? undefined : this.#renamed(type, requirement));
    const { reference } = this.#askers.placeOf(this.#attempt.caller);
    const [tagging, request = found] = found === undefined ? (retagged(asker, asked, reference) ?? []) : [];
    if (request === undefined) return false;
    if (tagging !== undefined) this.taken = [...this.taken, { request: tagging, asker }];
    if (type !== undefined) {
      this.#arns.set(type, request.resource);
      this.#asked.set(type, [...(this.#asked.get(type) ?? []), this.#open(requirement) ?? asked]);
    }
    // passing a role, and all of IAM, is in no region
    this.#region ??= regionOfStep(request.resource);
    this.taken = [...this.taken, { request, asker }];
    return this.#furtherAllowed(requirement, asker);
  }

  #choices(arns: Choices["arns"] = this.#arns): Choices {
    return { arns, region: this.#region };
  }

  #questionOf(requirement: EscalationRequirement, choices = this.#choices()): Asked | undefined {
    return askedFor(requirement, this.#attempt, {
      place: this.#askers.placeOf(this.#attempt.caller),
      choices,
    });
  }

  /** The question with the name of the new resource left free. */
  #open(requirement: EscalationRequirement): Asked | undefined {
    return this.#questionOf(requirement, { arns: new Map(), region: undefined });
  }

  /** Another name of a new resource, with which it and all that was asked of the resource before are allowed. */
  #renamed(type: string, requirement: EscalationRequirement): Request | undefined {
    const earlier = this.#asked.get(type);
    const open = this.#open(requirement);
    if (earlier === undefined || open === undefined) return undefined;
    const asker = this.#askers.askerFor(this.#attempt, requirement.action);
    const arn = asker.shared(open, earlier);
    if (arn === undefined) return undefined;
    const again = earlier.map((asked) => asker.ask({ ...asked, arns: [arn] }));
    const request = asker.ask({ ...open, arns: [arn] });
    if (request === undefined || again.includes(undefined)) return undefined;
    const old = this.#arns.get(type);
    let at = 0;
    this.taken = this.taken.map((one) =>
      one.request.resource === old ? { ...one, request: again[at++]! } : one,
    );
    return request;
  }

  /** The other resources that the same call needs. */
  #furtherAllowed(requirement: EscalationRequirement, asker: Asker): boolean {
    const { action } = requirement;
    const place = this.#askers.placeOf(this.#attempt.caller);
    const named = this.#step.requires
      .filter((one) => one.action === action)
      .map(({ on }) => on.replace(/^\S+ /, ""));
    return furtherTypes(requirement, named, place).every((type) => {
      const region = this.#region;
      const arns = typeArns({ action, type }, place).map((arn) =>
        region === undefined ? arn : arn.replace(/^(arn:[^:]*:[^:]*:)\*:/, `$1${region}:`),
      );
      return asker.ask({ action, arns, keys: {} }) !== undefined;
    });
  }
}
