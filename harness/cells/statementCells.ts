import { actionCells } from "./actionCells.js";
import type { Cell } from "./cell.js";
import { conditionCells } from "./conditionCells.js";
import { resourceCells } from "./resourceCells.js";
import type { StatementRequests } from "./statementRequests.js";

/** Actions with which resources and conditions of a statement are asked. */
const mostActions = 60;

/** What a corpus is to pin down of one statement. */
export function statementCells(near: StatementRequests): readonly Cell[] {
  const ofActions = actionCells(near);
  const actions = new Set<string>();
  for (const { outside, requests } of ofActions) {
    if (outside !== undefined || actions.size >= mostActions) continue;
    for (const { action } of requests()) {
      actions.add(action);
      break;
    }
  }
  const negated = near.parts.statement.action.negated;
  if (negated)
    for (const cell of ofActions)
      if (cell.outside === undefined) for (const { action } of cell.requests()) actions.add(action);
  const list = [...actions].slice(0, mostActions);
  return [
    ...ofActions,
    ...resourceCells(near, [...new Set([...list, ...near.actionsOfEachType()])]),
    ...conditionCells(near, list),
  ];
}
