import type { ActionReference } from "../policies/reference/serviceReference.js";
import type { ActionsByService } from "./listedActions.js";

/** An action that is asked about, with its name in lower case. */
export interface RankedAction {
  readonly action: ActionReference;
  readonly name: string;
  readonly rank: number;
}

/**
 * Actions that are asked about, the most telling first, else in the order of the services. The actions of a service
 * are read when they are first asked for.
 */
export class RankedActions {
  readonly #source: ActionsByService;
  readonly #byService = new Map<string, readonly RankedAction[]>();
  #all: readonly RankedAction[] | undefined;

  constructor(source: ActionsByService) {
    this.#source = source;
  }

  get all(): readonly RankedAction[] {
    this.#all ??= byRank(this.#source.services.flatMap((service) => this.#ofService(service)));
    return this.#all;
  }

  of(services: Iterable<string>): readonly RankedAction[] {
    return byRank([...services].flatMap((service) => this.#ofService(service)));
  }

  #ofService(service: string): readonly RankedAction[] {
    const known = this.#byService.get(service) ?? this.#source.actionsOf(service).map(rankedAction);
    this.#byService.set(service, known);
    return known;
  }
}

/** The same of a list. */
export function rankedActions(actions: readonly ActionReference[]): RankedActions {
  const byService = new Map<string, ActionReference[]>();
  for (const action of actions) {
    const service = action.name.split(":", 1)[0]!.toLowerCase();
    const group = byService.get(service) ?? [];
    group.push(action);
    byService.set(service, group);
  }
  return new RankedActions({
    services: [...byService.keys()],
    actionsOf: (service) => byService.get(service) ?? [],
  });
}

const byRank = (found: readonly RankedAction[]): readonly RankedAction[] =>
  found.toSorted((one, other) => one.rank - other.rank);

const rankedAction = (action: ActionReference): RankedAction => ({
  action,
  name: action.name.toLowerCase(),
  rank: rankOf(action),
});

/** What a reader fears first: deletions, changes of code, and keys of other principals. */
const ranks: readonly RegExp[] = [
  /^s3:(?:DeleteBucket|GetObject)$/,
  /^(?:ec2:TerminateInstances|dynamodb:DeleteTable|rds:DeleteDBInstance|lambda:UpdateFunctionCode)$/,
  /^(?:iam:CreateAccessKey|sts:AssumeRole)$/,
  /^secretsmanager:GetSecretValue$/,
  /:(?:Delete|Terminate|Put|Update)/,
];

function rankOf({ name }: ActionReference): number {
  const at = ranks.findIndex((rank) => rank.test(name));
  return at === -1 ? ranks.length : at;
}
