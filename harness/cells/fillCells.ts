import { compilingOnce } from "../../policies/evaluate/compileLayer.js";
import { policiesIn } from "../../policies/language/policiesIn.js";
import type { PolicySet } from "../../policies/language/policySet.js";
import type { Request } from "../../policies/language/request.js";
import { typedReference } from "../../policies/prove/question/typedReference.js";
import { typedUniverse } from "../../policies/prove/question/typedUniverse.js";
import type { ServiceReference } from "../../policies/reference/serviceReference.js";
import { resourceAccount } from "../run/resourceAccount.js";
import type { Cell, Spare } from "./cell.js";
import { statementCells } from "./statementCells.js";
import { StatementParts } from "./statementParts.js";
import { StatementRequests } from "./statementRequests.js";
import type { MadeResources } from "./statementResources.js";

export interface FillCellsOptions {
  readonly reference: ServiceReference;
  /** who makes the requests */
  readonly principal: string;
}

/** A cell of a statement with the requests that fill it; none where none was found. */
export interface FilledCell {
  readonly statement: StatementParts;
  readonly name: string;
  readonly spare?: Spare;
  readonly requests: readonly Request[];
}

/** Requests that are kept for a cell, to choose from. */
const mostKept = 6;

/** Requests that are tried before a cell stays empty; the nearest action that can decide may be far away. */
const mostTried = ({ closest }: Cell): number => (closest ? 3000 : 400);

/** The cells of all statements of a policy set, each with requests that AWS could send and of which it decides. */
export function fillCells(
  policies: PolicySet,
  { reference, principal }: FillCellsOptions,
): readonly FilledCell[] {
  const typed = typedReference(reference);
  const universe = typedUniverse({ kind: "of", policies }, typed, principal);
  const compileOne = compilingOnce();
  const all = policiesIn(policies).flatMap((policy) =>
    policy.document.statements.map(
      (statement) => new StatementParts({ policies, policy, compileOne }, statement),
    ),
  );
  const made: MadeResources = new Map();
  return all.flatMap((parts) => {
    const near = new StatementRequests(parts, {
      made,
      reference: typed,
      principal,
      resourceAccount: resourceAccount("*", principal),
      others: all.filter((one) => one !== parts),
    });
    return statementCells(near).map((cell) => ({
      statement: parts,
      name: cell.name,
      ...(cell.spare && { spare: cell.spare }),
      requests: filling(cell, parts, universe.holds),
    }));
  });
}

function filling(
  cell: Cell,
  parts: StatementParts,
  isTyped: (request: Request) => boolean,
): readonly Request[] {
  const found = new Map<string, Request>();
  const barely = new Map<string, Request>();
  let tried = 0;
  for (const request of cell.requests()) {
    if (found.size >= mostKept || tried >= mostTried(cell)) break;
    tried += 1;
    const [first] = found.values();
    if (cell.closest && first !== undefined && first.action !== request.action) break;
    if (!isExactly(cell, parts.failing(request)) || cell.accepts?.(request) === false || !isTyped(request))
      continue;
    const decides = parts.decides(request);
    if (decides === "yes") found.set(JSON.stringify(request), request);
    if (decides === "barely") barely.set(JSON.stringify(request), request);
  }
  return [...(found.size > 0 ? found : barely).values()].slice(0, mostKept);
}

const isExactly = ({ outside }: Cell, failing: readonly unknown[]): boolean =>
  outside === undefined ? failing.length === 0 : failing.length === 1 && failing[0] === outside;
