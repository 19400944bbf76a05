import type { ChainChanges, OpenedChains } from "../run/diff/chainChanges.js";
import type { UndecidedChains } from "../run/diff/undecidedChains.js";
import { describeChain } from "./describeChain.js";
import { escapeControls } from "./escapeControls.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { describeHoles } from "./reasonOf.js";

/** A block for each step that opens chains, and one for those that are closed. */
export const describeChainChanges = ({ opened, closed, undecided }: ChainChanges): readonly string[] => [
  ...opened.map(describeOpened),
  ...(closed.length === 0
    ? []
    : [
        escapeControls(
          `CLOSED  no chain of steps leads to any permission any more from ${joinWithLimit(closed)}`,
        ),
      ]),
  ...undecided.map(describeUnknown),
];

function describeUnknown(undecided: UndecidedChains): string {
  return [
    `UNDECIDED  whether a chain of steps leads to any permission now from ${joinWithLimit(undecided.principals)}`,
    `  ${describeUndecidedChains(undecided)}`,
  ]
    .map(escapeControls)
    .join("\n");
}

/** Why it is undecided whether a change opens a chain, as a lower-case sentence. */
export function describeUndecidedChains({ holes, gap = "" }: UndecidedChains): string {
  const [hole] = holes;
  return hole === undefined ? gap : `${describeHoles(holes)}; ${hole.remedy}`;
}

function describeOpened({ hop, holder, principals, chain }: OpenedChains): string {
  const cause =
    hop === undefined ? `${holder} holds any permission now` : `${hop.from} -> ${hop.to} (${hop.step})`;
  const by =
    principals.length === 0
      ? []
      : [`  a chain of steps leads to any permission now from ${joinWithLimit(principals)}`];
  return [`OPENED  ${cause}`, ...by, ...(chain ? describeChain(chain) : [])].map(escapeControls).join("\n");
}
