import { actionCells, actionsInside } from "./actionCells.js";
import type { Cell } from "./cell.js";
import { conditionCells } from "./conditionCells.js";
import { resourceCells } from "./resourceCells.js";
import type { StatementRequests } from "./statementRequests.js";

/** Actions with which resources and conditions of a statement are asked. */
const mostActions = 60;

/** What a corpus is to pin down of one statement. */
export function statementCells(near: StatementRequests): readonly Cell[] {
  const actions = actionsInside(near).slice(0, mostActions);
  return [
    ...actionCells(near),
    ...resourceCells(near, [...new Set([...actions, ...near.actions.ofEachType()])]),
    ...conditionCells(near, actions),
  ];
}
