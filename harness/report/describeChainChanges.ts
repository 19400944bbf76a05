import type { ChainChanges, OpenedChains } from "../run/diff/chainChanges.js";
import { describeChain } from "./describeChain.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";

/** A block for each step that opens chains, and one for those that are closed. */
export const describeChainChanges = ({ opened, closed }: ChainChanges): readonly string[] => [
  ...opened.map(describeOpened),
  ...(closed.length === 0
    ? []
    : [
        escapeControls(
          `CLOSED  no chain of steps leads to any permission any more from ${joinWithLimit(closed)}`,
        ),
      ]),
];

function describeOpened({ hop, holder, principals, chain }: OpenedChains): string {
  const cause =
    hop === undefined ? `${holder} holds any permission now` : `${hop.from} -> ${hop.to} (${hop.step})`;
  const by =
    principals.length === 0
      ? []
      : [`  a chain of steps leads to any permission now from ${joinWithLimit(principals)}`];
  return [`OPENED  ${cause}`, ...by, ...(chain ? describeChain(chain) : [])].map(escapeControls).join("\n");
}
