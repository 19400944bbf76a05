import type { DecidingStatement } from "../language/request.js";

/** How sentences call a statement: `managed:BatchServiceRolePolicy@v7 /Statement/3 (Sid)`. */
export const statementName = ({ source, pointer, sid }: DecidingStatement): string =>
  `${source} ${pointer}${sid === null ? "" : ` (${sid})`}`;
