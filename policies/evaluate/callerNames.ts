import type { Caller } from "./caller.js";

/** What principals of policies name a caller by, apart from its account: its name, and for a role and its sessions that of the role. */
export const callerNames = ({ name, account, roleName }: Caller): readonly string[] =>
  roleName === undefined ? [name] : [name, `${account} ${roleName}`];
