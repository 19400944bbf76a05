import type { PageRow } from "../page/pageTable.js";
import type { Evidence } from "../run/access/evidence.js";
import type { ReachedResource } from "../run/access/outsideReach.js";
import type { ChangeCaller } from "../run/diff/accessChange.js";
import { describeUndecided } from "./describeUndecided.js";
import { joinWithLimit } from "./joinWithLimit.js";
import type { PageNames } from "./pageNames.js";
import { type TableSection, tableSections } from "./tableSections.js";

/** Who outside of the account can reach which resource; nothing where no resource has a policy. */
export function pageOutside(
  { outside }: Pick<Evidence, "outside">,
  names: PageNames,
): readonly TableSection[] {
  if (outside === undefined || outside.resources === 0) return [];
  const { reached, undecided, resources } = outside;
  const rows = [
    ...reached.toSorted((one, other) => rankOf(other) - rankOf(one)).map((one) => rowOf(one, names)),
    ...undecided.map(
      (one): PageRow => ({
        mark: { tone: "undecided", word: "undecided" },
        cells: [
          one.caller === undefined ? "anyone" : outsiderName(one.caller),
          "",
          `\`${names.short(one.target)}\``,
          describeUndecided(one),
        ],
      }),
    ),
  ];
  const none =
    resources === 1
      ? "The one policy of a resource or role does not let"
      : `None of the ${resources} policies of resources and roles lets`;
  return tableSections({
    id: "outside",
    title: "Who outside can reach what",
    lead: "Callers of other accounts, services and identity providers that policies of resources and trust policies let in. What a wider group may do is not listed again.",
    ifEmpty: `${none} in others than the account itself.`,
    heads: ["Who", "May", "On", "By"],
    rows,
  });
}

const kinds: readonly ChangeCaller["kind"][] = [
  "service",
  "federated",
  "organization",
  "principal",
  "account",
  "anyFederated",
  "anyService",
  "anyAccount",
  "everyone",
];

/** What is new, then the widest. */
const rankOf = ({ caller, isNew }: ReachedResource): number => (isNew ? 100 : 0) + kinds.indexOf(caller.kind);

const rowOf = (
  { target, caller, actions, isTrust, isNew, witness, statements }: ReachedResource,
  names: PageNames,
): PageRow => {
  const asked = Object.keys(witness.context);
  const condition = asked.length === 0 ? "" : `, for example with \`${joinWithLimit(asked, 2)}\``;
  return {
    ...(isNew
      ? { mark: { tone: "new" as const, word: "new" } }
      : isWide(caller)
        ? { mark: { tone: "critical" as const, word: "wide" } }
        : {}),
    cells: [
      outsiderName(caller),
      isTrust ? `assume the role${condition}` : `\`${joinWithLimit(actions, 3)}\`${condition}`,
      `\`${isTrust ? names.principal(target) : names.short(target)}\``,
      joinWithLimit(
        statements.map(({ sid, pointer, source }) => {
          const name = `\`${sid ?? pointer}\``;
          return isTrust ? name : `${name} of \`${source}\``;
        }),
        2,
      ),
    ],
  };
};

const isWide = ({ kind }: ChangeCaller): boolean =>
  ["everyone", "anyAccount", "anyService", "anyFederated"].includes(kind);

/** `batch.amazonaws.com`, `token.actions.githubusercontent.com`, `account 444455556666`. */
export const outsiderName = ({ kind, name }: ChangeCaller): string =>
  kind === "service"
    ? name.replace(/^service /, "")
    : kind === "federated"
      ? name.replace(/^identity provider /, "").replace(/^arn:.*?-provider\//, "")
      : name;
