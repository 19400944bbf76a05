import { ownMember } from "../../../policies/text/ownMember.js";
import { originsOf, referencedResources } from "../resources/referencedResources.js";
import { isMarked, type Resource, shownString, shownValue } from "../resources/resource.js";
import type { ResourceIndex } from "../resources/resourceIndex.js";

/** The root of the organization, an organizational unit or an account: `root`, an id, or else an address. */
export type OrganizationNode = string;

/** The organization of a plan's accounts, to the extent that the plan has it. */
export interface OrganizationTree {
  /** what an attribute such as `target_id` or `parent_id` names; undefined when that is unknown */
  readonly nodeOf: (from: Resource, attribute: string) => OrganizationNode | undefined;
  /** the nodes above an account, root first, and the account itself; only those that are known */
  readonly pathTo: (account: string) => readonly OrganizationNode[];
  /** whether a node may be above an account without being known to be; the account may be unknown */
  readonly mayHold: (node: OrganizationNode, account: string | undefined) => boolean;
  /** whether policies of the organization leave the account alone */
  readonly isManagement: (account: string) => boolean;
  /** the organization that an account may turn out to manage, where its management account is not known yet */
  readonly mayManage: (account: string) => Resource | undefined;
}

const root: OrganizationNode = "root";
const organizationType = "aws_organizations_organization";
const accountType = "aws_organizations_account";
const nodeTypes: ReadonlySet<string> = new Set([
  organizationType,
  "aws_organizations_organizational_unit",
  accountType,
]);

/**
 * Reads the organization from its resources and data sources.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html
 */
export function organizationTree(index: ResourceIndex): OrganizationTree {
  const organizations = index.byType.get(organizationType) ?? [];
  const units = [...nodeTypes].flatMap((type) => index.byType.get(type) ?? []);
  const nodeOf = (from: Resource, attribute: string) => pointedNode(from, attribute, index);
  const parents = new Map(
    units.flatMap((unit) => {
      const parent = unit.type === organizationType ? undefined : nodeOf(unit, "parent_id");
      return parent === undefined ? [] : [[ownNode(unit), parent] as const];
    }),
  );
  const members = new Set(organizations.flatMap(memberAccounts));
  const accounts = new Set((index.byType.get(accountType) ?? []).map(ownNode));
  const pathTo = (account: string) => {
    const path = climb(account, parents);
    return members.has(account) && path[0] !== root ? [root, ...path] : path;
  };
  return {
    nodeOf,
    pathTo,
    mayHold: (node, account) => {
      if (account === undefined) return true;
      if (accounts.has(node) || /^\d{12}$/.test(node)) return false;
      return climb(account, parents)[0] !== root && !pathTo(account).includes(node);
    },
    isManagement: (account) =>
      organizations.some((organization) => shownString(organization, "master_account_id") === account),
    mayManage: (account) =>
      accounts.has(account) || organizations.some((organization) => listsAsMember(organization, account))
        ? undefined
        : organizations.find(hidesManagement),
  };
}

/** Root first; a plan that contradicts itself has no end to climb to. */
function climb(
  account: OrganizationNode,
  parents: ReadonlyMap<OrganizationNode, OrganizationNode>,
): readonly OrganizationNode[] {
  const path = new Set([account]);
  for (let at = parents.get(account); at !== undefined && !path.has(at); at = parents.get(at)) path.add(at);
  return [...path].reverse();
}

const ownNode = (resource: Resource): OrganizationNode =>
  resource.type === organizationType ? root : (shownString(resource, "id") ?? resource.address);

function pointedNode(from: Resource, attribute: string, index: ResourceIndex): OrganizationNode | undefined {
  const { texts, found } = referencedResources(from, attribute, index, {
    wanted: ({ type }) => nodeTypes.has(type),
    named: () => [],
  });
  const [text] = texts;
  if (text !== undefined) return text.startsWith("r-") ? root : text;
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return undefined;
  const isItself = originsOf(from, attribute, index).every(({ resource }) => {
    const wanted = resource?.type === organizationType ? "roots" : "id";
    return resource === undefined || !nodeTypes.has(resource.type) || resource.attributes[0] === wanted;
  });
  return isItself ? ownNode(only) : undefined;
}

const hidesManagement = ({ unknown, sensitive }: Resource): boolean =>
  isMarked(unknown, ["master_account_id"]) || isMarked(sensitive, ["master_account_id"]);

const listsAsMember = (organization: Resource, account: string): boolean =>
  idsIn(organization, "non_master_accounts").includes(account);

const memberAccounts = (organization: Resource): readonly string[] =>
  ["accounts", "non_master_accounts"].flatMap((attribute) => idsIn(organization, attribute));

function idsIn(organization: Resource, attribute: string): readonly string[] {
  const accounts = shownValue(organization, attribute);
  return Array.isArray(accounts) ? accounts.map((account) => String(ownMember(account, "id"))) : [];
}
