import { administratorPolicies } from "../../policies/reference/administratorPolicies.js";
import type { EscalationRequirement } from "../../policies/reference/escalationSteps.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import type { Asked } from "./asked.js";
import { regionIn, withMadeUpName, withRegion } from "./madeUpArn.js";
import type { Node } from "./node.js";
import type { SurroundingResource, SurroundingTags } from "./surroundings.js";
import { namesService } from "./trustsService.js";

/** What the names of a step mean in one attempt of it. */
export interface StepAttempt {
  readonly caller: Node;
  readonly target?: Node;
  /** by letter; a resource outside the source has a pattern as its ARN */
  readonly existing: Readonly<Record<string, SurroundingResource>>;
  /** the ARN of the boundary that the caller chooses, null for none */
  readonly newBoundary?: string | null;
  /** which of `administratorPolicies` is attached; @defaultValue AdministratorAccess */
  readonly administrator?: string;
  /** another name of the service that a role is passed to; @defaultValue that of the step */
  readonly passedTo?: string;
}

/** Where the requirements are asked. */
export interface AskedPlace {
  readonly account: string;
  readonly partition: string;
  readonly reference: ServiceReference;
}

/** The ARNs that the caller has chosen for new resources, by `TYPE`, and the region of the step. */
export interface Choices {
  readonly arns: ReadonlyMap<string, string>;
  readonly region: string | undefined;
}

/** The request that a requirement asks for; undefined where the attempt lacks something that it names. */
export function askedFor(
  requirement: EscalationRequirement,
  attempt: StepAttempt,
  { place, choices }: { readonly place: AskedPlace; readonly choices: Choices },
): Asked | undefined {
  const { action, on } = requirement;
  const keys = keysOf(requirement, attempt, { place, choices });
  if (keys === undefined) return undefined;
  if (on === "*") return { action, keys };
  const [, letter = "", type = ""] = /^(new|any|[A-Z]) (.*)$/.exec(on) ?? [];
  const chosen = letter === "new" ? choices.arns.get(type) : undefined;
  if (chosen !== undefined) return { action, keys, arns: [chosen] };
  if (letter === "new" || letter === "any") {
    const arns = inRegion(typeArns({ action, type }, place), choices);
    // the service reference may lack the action
    return arns.length === 0 ? undefined : { action, keys, arns };
  }
  if (letter === "") {
    const node = on === "self" ? attempt.caller : on === "target" ? attempt.target : undefined;
    if (node === undefined)
      return on.startsWith("arn:")
        ? { action, keys, arns: inRegion([ownArn(on, place)], choices) }
        : undefined;
    return { action, keys, arns: [node.principal], ...tagsFrom(node) };
  }
  const resource = attempt.existing[letter];
  if (resource === undefined) return undefined;
  // where nothing is known of its ARN, it may be any one
  const arn = resource.arn ?? typeArns({ action, type }, place)[0];
  if (arn === undefined) return undefined;
  const arns = type === "job-definition" ? [arn, arn.replace(/:[\d*]+$/, "")] : [named(arn, resource)];
  return { action, keys, arns, ...(resource.type === missingType ? {} : tagsFrom(resource)) };
}

/** The tags of what a request is on. */
export const tagsFrom = ({
  tags = {},
  unknownTags,
}: SurroundingTags): Pick<Asked, "tags" | "unknownTags"> => ({
  tags,
  ...(unknownTags && { unknownTags }),
});

/** An unknown part of a name is taken to be one that no policy is written for. */
const named = (arn: string, { type }: SurroundingResource): string =>
  type === missingType ? arn : withMadeUpName(arn);

/** The type of a resource that is not in the source, whose ARN is a pattern. */
export const missingType = "missing";

const inRegion = (arns: readonly string[], { region }: Choices): readonly string[] =>
  region === undefined ? arns : arns.map((arn) => withRegion(arn, region));

/** The region that a request fixes for the rest of the step. */
export const regionOfStep = (arn: string): string | undefined => {
  const own = regionIn(arn);
  return own === "" || /[*?]/.test(own) ? undefined : own;
};

interface TypeOfAction {
  readonly action: string;
  readonly type: string;
}

/** Patterns of the ARNs of a resource type in the account. */
export function typeArns({ action, type }: TypeOfAction, place: AskedPlace): readonly string[] {
  const types = place.reference.action(action)?.resourceTypes ?? [];
  const templates = types.filter(({ name }) => name === type).flatMap(({ arnTemplates }) => arnTemplates);
  return templates.map((template) => ownArn(template, place));
}

const ownArn = (template: string, { account, partition }: AskedPlace): string =>
  template
    .replaceAll("${Partition}", partition)
    .replaceAll("${Account}", account)
    .replace(/\$\{[^}]*\}/g, "*")
    .split(":")
    .map((part, at) => (at === 4 && part === "*" ? account : at === 1 && part === "*" ? partition : part))
    .join(":");

/** The other resources that the call needs, by the service reference, where the one that is named is needed, too. */
export function furtherTypes(
  { action, on }: EscalationRequirement,
  named: readonly string[],
  { reference }: AskedPlace,
): readonly string[] {
  if (optionalTypes.has(action)) return [];
  const own = on.replace(/^\S+ /, "");
  const needed = (reference.action(action)?.resourceTypes ?? []).filter(({ required }) => required);
  return needed.some(({ name }) => name === own)
    ? needed.map(({ name }) => name).filter((name) => name !== own && !named.includes(name))
    : [];
}

/**
 * Actions of which the service reference marks a resource as required that the call does without.
 *
 * Source: https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html
 */
const optionalTypes: ReadonlySet<string> = new Set(["batch:SubmitJob"]);

function keysOf(
  { keys = {}, on }: EscalationRequirement,
  attempt: StepAttempt,
  { place, choices }: { readonly place: AskedPlace; readonly choices: Choices },
): Asked["keys"] | undefined {
  const found: Record<string, string | null> = {};
  for (const [name, written] of Object.entries(keys)) {
    const value = valueIn(written, {
      attempt,
      place,
      choices,
      node: on === "self" ? attempt.caller : attempt.target,
    });
    if (value === "unanswerable") return undefined;
    if (value !== "free") found[name] = value;
  }
  return found;
}

interface Value {
  readonly attempt: StepAttempt;
  readonly place: AskedPlace;
  readonly choices: Choices;
  /** the principal that is changed */
  readonly node: Node | undefined;
}

function valueIn(
  written: string,
  { attempt, place: { partition }, choices, node }: Value,
): string | null | "free" | "unanswerable" {
  const { passedTo } = attempt;
  if (!written.startsWith("@"))
    return passedTo !== undefined && namesService(passedTo, written) ? passedTo : written;
  const name = written.slice(1);
  if (name === "boundary")
    return node?.set.boundary === undefined || node.change === "created" ? null : (node.boundary ?? "free");
  if (name === "newBoundary") return attempt.newBoundary ?? null;
  if (name === "administrator")
    return `arn:${partition}:iam::aws:policy/${attempt.administrator ?? administratorPolicies[0]}`;
  if (name === "target") return attempt.target?.principal ?? "unanswerable";
  if (name === "targetOrNone") return "free";
  if (name.startsWith("new ")) return choices.arns.get(name.slice(4)) ?? "free";
  const resource = attempt.existing[name];
  if (resource === undefined) return "unanswerable";
  const { arn } = resource;
  return arn === undefined || /[*?]/.test(arn) ? "free" : arn;
}
