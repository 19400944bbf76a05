import type { Request } from "../../language/request.js";
import type { ServiceReference } from "../../reference/serviceReference.js";
import { wellKnownActions } from "../../reference/wellKnownActions.js";
import type { Access } from "../question/access.js";
import type { Formula } from "../question/formula.js";
import { resourceHints } from "../question/resourceHints.js";
import { atomsOf } from "../question/typedBoxes.js";
import { writtenActions } from "../question/writtenActions.js";
import { consistentRequest } from "./consistentRequest.js";
import { minimizeWitness, type Tries, withResource } from "./minimizeWitness.js";

/** What a witness is made readable with. */
export interface Naming {
  readonly access: Access;
  readonly goal: Formula;
  readonly reference: ServiceReference | undefined;
  readonly tries: Tries;
  /** the resource is of a type that the action supports, and stays */
  readonly typed: boolean;
}

/**
 * A witness as a person would have written it: actions spelled as known, few keys, a resource that fits, in
 * the account that owns it.
 */
export function nameRequest(request: Request, naming: Naming): Request {
  const { access, reference, tries, goal, typed } = naming;
  const { holds } = tries;
  const spelled = { ...request, action: spell(request.action, access, reference) };
  const named = holds(spelled) ? spelled : request;
  const smallest = minimizeWitness(named, tries);
  const service = smallest.action.slice(0, smallest.action.indexOf(":")).toLowerCase();
  const fitting =
    typed || smallest.resource.split(":")[2] === service
      ? smallest
      : withResource(smallest, resourceHints(atomsOf(goal), service), tries);
  return consistentRequest(fitting, holds);
}

function spell(action: string, access: Access, reference: ServiceReference | undefined): string {
  const known = reference?.action(action)?.name;
  if (known !== undefined) return known;
  const folded = action.toLowerCase();
  const written = writtenActions(access);
  const exact = [...wellKnownActions, ...written].find((text) => text.toLowerCase() === folded);
  if (exact !== undefined) return exact;
  const stem = written
    .map((pattern) => pattern.split(/[*?]/, 1)[0]!)
    .filter((text) => folded.startsWith(text.toLowerCase()))
    .toSorted((one, other) => other.length - one.length)[0];
  const spelled = stem === undefined ? action : stem + action.slice(stem.length);
  return spelled.replace(/:example$/, ":Example");
}
