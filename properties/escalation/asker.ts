import { authorize } from "../../policies/evaluate/authorize.js";
import { type CompiledPolicySet, compile } from "../../policies/evaluate/compile.js";
import type { CompiledStatement, Layer } from "../../policies/evaluate/compileLayer.js";
import { grants } from "../../policies/evaluate/compilePrincipal.js";
import { explain } from "../../policies/evaluate/explain.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { DecidingStatement, Request } from "../../policies/language/request.js";
import { findRequest } from "../../policies/prove/findRequest.js";
import type { Access } from "../../policies/prove/question/access.js";
import { forEveryCaller } from "../../policies/prove/question/forEveryCaller.js";
import { type Prover, proverFor } from "../../policies/prove/question/prover.js";
import type { Asked } from "./asked.js";
import type { Asking } from "./asking.js";
import { grantedByResources } from "./grantedByResources.js";
import { madeUpArn, regionIn, withRegion } from "./madeUpArn.js";
import { conditionsOf, inRegion, isFree, isUnknownTag, type Pins, pinsOf, region } from "./pinsOf.js";
import { regardlessOf } from "./regardlessOf.js";
import { statementKeys } from "./statementKeys.js";

interface Answer {
  readonly request: Request | undefined;
  /** whether the prover left undecided whether there is any */
  readonly isOpen: boolean;
}

/** Finds requests that one principal may make: by the evaluator where that decides it, else by the prover. */
export class Asker {
  readonly #asking: Asking;
  readonly #compiled: CompiledPolicySet;
  readonly #prover: Prover;
  readonly #own: Access;
  /** whether the policy of some resource grants an action on something */
  readonly isGrantedByResources: (action: string) => boolean;
  readonly #mentioned: readonly string[];
  readonly #folded: ReadonlySet<string>;
  readonly #granted = new Map<string, boolean>();
  readonly #known = new Map<string, Answer>();
  readonly #others = new Map<string, Asker>();
  #isOpen = false;

  constructor(asking: Asking) {
    this.#asking = asking;
    const { set, principal, reference, callers } = asking;
    this.#compiled = compile(set);
    this.#prover = proverFor({
      principal,
      universe: "typed",
      reference,
      ...(callers && { callerKeys: callers }),
    });
    this.#own = { kind: "of", policies: set };
    this.isGrantedByResources = grantedByResources(set.resources ?? []);
    const statements = policiesIn(set).flatMap(({ document }) => document.statements);
    this.#mentioned = [...new Set(statements.flatMap(statementKeys))];
    this.#folded = new Set(this.#mentioned.map((key) => key.toLowerCase()));
  }

  /** Whether any statement depends on a key. */
  mentions(key: string): boolean {
    return this.#folded.has(key.toLowerCase());
  }

  /** Whether any statement about an action depends on one of some keys. */
  limits(action: string, isKey: (key: string) => boolean): boolean {
    if (!this.#mentioned.some(isKey)) return false;
    const { identity, boundary, session, scps } = this.#compiled;
    const ofResources = (this.#asking.set.resources ?? []).flatMap(({ policies }) => policies);
    return [
      ...[identity, boundary, session, ...scps]
        .flatMap((layer) => layer?.candidates(action.toLowerCase()) ?? [])
        .flatMap(({ allow, deny }) => [...allow, ...deny].map(({ statement }) => statement)),
      ...ofResources.flatMap(({ document }) => document.statements),
    ].some((statement) => statementKeys(statement).some(isKey));
  }

  /** The values that conditions on some keys write. */
  valuesOf(isKey: (key: string) => boolean): readonly string[] {
    const statements = policiesIn(this.#asking.set).flatMap(({ document }) => document.statements);
    const conditions = statements.flatMap((statement) => statement.conditions);
    return [...new Set(conditions.flatMap(({ key, values }) => (isKey(key) ? values : [])))];
  }

  /** Whether any statement grants an action on something, which is quick to say. */
  mayAsk(action: string): boolean {
    const known = this.#granted.get(action);
    if (known !== undefined) return known;
    const { identity, boundary, scps } = this.#compiled;
    const allows = (layer: Layer) => layer.candidates(action).allow.length > 0;
    const granted =
      (allows(identity) || this.isGrantedByResources(action)) &&
      (boundary === undefined || allows(boundary)) &&
      scps.every(allows);
    this.#granted.set(action, granted);
    return granted;
  }

  /** Whether an identity policy grants an action on a resource, regardless of conditions; quick to say, too. */
  mayAskOn(action: string, resource: string): boolean {
    const { principal, account: resourceAccount } = this.#asking;
    const request = { principal, action, resource, resourceAccount, context: {} };
    return this.#compiled.identity
      .candidates(action)
      .allow.some((one) => hasVariable(one) || one.matchesResource(request));
  }

  /** The resources of its identity policies for an action, where none is a pattern; undefined where one is. */
  writtenFor(action: string): ReadonlySet<string> | undefined {
    const elements = this.#compiled.identity
      .candidates(action)
      .allow.map(({ statement }) => statement.resource);
    const written = elements.flatMap((one) => (one === undefined || one.negated ? ["*"] : one.patterns));
    return written.some((pattern) => /[*?$]/.test(pattern)) ? undefined : new Set(written);
  }

  /** An allowed request; undefined where every one is denied, and where it would be on no resource. */
  ask(asked: Asked): Request | undefined {
    if (!this.mayAsk(asked.action) || asked.arns?.length === 0) return undefined;
    const { unknownTags, ...rest } = asked;
    if (unknownTags !== undefined && this.#asking.reading === "narrowest")
      return this.#without(this.#mentioned.filter((key) => isUnknownTag(key, asked))).ask(rest);
    const key = JSON.stringify(asked);
    const known = this.#known.get(key) ?? this.#answering(() => this.#inStep(asked));
    this.#known.set(key, known);
    return this.#noting(known);
  }

  /** An ARN on which a request is allowed, and others would be, too. */
  shared(first: Asked, others: readonly Asked[]): string | undefined {
    const parts = others.map((other): Access => {
      const keys = Object.entries(this.#pinsOf(other)).map(([key, { value }]) => [key, value ?? undefined]);
      return { kind: "asking", action: other.action, keys: Object.fromEntries(keys), part: this.#own };
    });
    return this.#noting(this.#answering(() => this.#prove(first, this.#pinsOf(first), parts)))?.resource;
  }

  /** Whether any request of some is allowed. */
  allows(access: Access): boolean {
    return this.#noting(this.#answering(() => this.#find([this.#own, access]))) !== undefined;
  }

  /** The same where some keys may have any value. */
  #without(keys: readonly string[]): Asker {
    if (keys.length === 0) return this;
    const name = JSON.stringify(keys);
    const known = this.#others.get(name);
    if (known !== undefined) return known;
    const { set } = this.#asking;
    const made = new Asker({ ...this.#asking, set: regardlessOf(set, new Set(keys)) });
    this.#others.set(name, made);
    return made;
  }

  #answering(find: () => Request | undefined): Answer {
    this.#isOpen = false;
    const request = find();
    return { request, isOpen: request === undefined && this.#isOpen };
  }

  /** It is noted each time that it is asked for, and not only the first time. */
  #noting({ request, isOpen }: Answer): Request | undefined {
    if (isOpen) this.#asking.onUndecided?.();
    return request;
  }

  #find(parts: readonly Access[]): Request | undefined {
    const { unknownKeys = [] } = this.#asking;
    const access = forEveryCaller({ kind: "both", parts }, unknownKeys, this.#prover.encoding);
    const answer = findRequest(access, this.#prover);
    if (answer.kind === "undecided") this.#isOpen = true;
    return answer.kind === "found" ? answer.witness : undefined;
  }

  /** The statements that allow a request. */
  statementsOf(request: Request): readonly DecidingStatement[] {
    return explain(this.#compiled, request).statements;
  }

  /** A request in one region carries that one. */
  #inStep(asked: Asked): Request | undefined {
    const found = this.#answer(asked, this.#pinsOf(asked));
    if (found === undefined || asked.arns === undefined) return found;
    const own = regionIn(found.resource);
    const sent = Object.entries(found.context).find(([key]) => key.toLowerCase() === region)?.[1];
    if (own === "" || typeof sent !== "string" || sent === own) return found;
    const arns = asked.arns.map((arn) => withRegion(arn, sent));
    return this.#answer({ ...asked, arns }, { ...this.#pinsOf({ ...asked, arns }), ...inRegion(sent) });
  }

  #answer(asked: Asked, pins: Pins): Request | undefined {
    const { arns, action } = asked;
    const resource = arns === undefined ? "*" : madeUpArn(arns[0]!);
    const isExact = arns === undefined || (arns.length === 1 && resource === arns[0]);
    const context = Object.values(pins).flatMap(({ name, value }) => (value === null ? [] : [[name, value]]));
    const request: Request = {
      principal: this.#asking.principal,
      action,
      resource,
      resourceAccount: /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? this.#asking.account,
      context: Object.fromEntries(context),
    };
    const certainty = this.#certainty(request, pins);
    if (certainty !== "open" && authorize(this.#compiled, request) === "allowed") return request;
    return isExact && certainty !== "open" ? undefined : this.#prove(asked, pins, []);
  }

  #pinsOf(asked: Asked): Pins {
    const { reference, callerTags } = this.#asking;
    const isFixed = !["iam:TagUser", "iam:UntagUser"].some((action) => this.mayAsk(action));
    const [mentioned, own] = [this.#mentioned, isFixed ? callerTags : undefined];
    return pinsOf(asked, { mentioned, reference, callerTags: own });
  }

  /** Whether the evaluator decides: no statement about the request depends on a key that is free. */
  #certainty(request: Request, pins: Pins): "decided" | "denied" | "open" {
    const { identity, boundary, session, scps, rcps, resourceSide, caller } = this.#compiled;
    const own = caller(request.principal);
    const concerning = (layer: Layer): readonly CompiledStatement[] => {
      const { allow, deny } = layer.candidates(request.action);
      return [...allow, ...deny].filter(
        (one) => one.principal(own) !== grants.none && (hasVariable(one) || one.matchesResource(request)),
      );
    };
    const granting = [identity, ...resourceSide(request).layers].flatMap(concerning);
    if (!granting.some(({ statement }) => statement.effect === "Allow")) return "denied";
    const limiting = [boundary, session, ...scps, ...rcps].flatMap((layer) =>
      layer ? concerning(layer) : [],
    );
    const isOpen = (one: CompiledStatement) =>
      hasVariable(one) || one.statement.conditions.some((condition) => isFree(condition, pins));
    return [...granting, ...limiting].some(isOpen) ? "open" : "decided";
  }

  #prove(asked: Asked, pins: Pins, parts: readonly Access[]): Request | undefined {
    const { action, arns } = asked;
    const wanted: Access = {
      kind: "matching",
      statement: {
        action: { negated: false, patterns: [action] },
        ...(arns && { resource: { negated: false, patterns: arns } }),
        conditions: conditionsOf(pins),
      },
    };
    return this.#find([this.#own, wanted, ...parts]);
  }
}

const hasVariable = ({ statement }: CompiledStatement): boolean =>
  statement.resource?.patterns.some((pattern) => pattern.includes("${")) ?? false;
