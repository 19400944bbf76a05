import type { ChainHop } from "../../properties/escalation/chain.js";
import type { OpenedChains } from "../run/diff/chainChanges.js";
import { joined } from "./actionPhrase.js";
import type { PageNames } from "./pageNames.js";

/** `\`data-engineer\` becomes \`platform-admin\` by \`iam:UpdateAssumeRolePolicy\` (iam-012), which opens a way to any permission for \`ci-deploy\``. */
export function openedSentence({ hop, holder, principals }: OpenedChains, names: PageNames): string {
  const by =
    hop === undefined
      ? `\`${names.inSource(holder ?? "")}\` holds any permission`
      : `\`${names.inSource(hop.from)}\` becomes \`${names.inSource(hop.to)}\`${withActions(hop)} (${hop.step})`;
  return principals.length === 0
    ? by
    : `${by}, which opens a way to any permission for ${listedPrincipals(principals, names)}`;
}

/** ` by \`iam:PassRole\` and \`lambda:CreateFunction\``; nothing where no request is known. */
function withActions({ requests }: Pick<ChainHop, "requests">): string {
  const actions = [...new Set(requests.map(({ request }) => `\`${request.action}\``))];
  return actions.length === 0 ? "" : ` by ${joined(actions, 2)}`;
}

/** At most three of them, by their names. */
export const listedPrincipals = (addresses: readonly string[], names: PageNames): string =>
  joined(
    addresses.map((one) => `\`${names.inSource(one)}\``),
    3,
  );
