import type { CallerKind } from "../../../policies/prove/callers/callerClass.js";
import type { DiffGate } from "../../report/diffFindings.js";
import type { AccessChange } from "../../run/diff/accessChange.js";
import { addsAccess } from "../../run/diff/approveChanges.js";
import type { Diff } from "../../run/diff/diff.js";
import type { UndecidedChange } from "../../run/diff/undecidedChange.js";
import type { Arguments } from "../arguments.js";
import { type ExitCode, exitCodes } from "../exitCode.js";
import type { OptionTable } from "../option.js";
import { undecidedExit } from "../undecidedExit.js";

/** `--fail-on` of `diff`. */
export const failOnOption: OptionTable = {
  "fail-on": {
    value: "KIND",
    words: ["added", "public", "chain", "none"],
    help: "exit 1 for new access (added, the default), that of everyone (public), chain or none",
  },
};

/** What counts for the exit code of a diff, by `--fail-on`. */
export function diffGate(args: Arguments): DiffGate {
  const failOn = args.text("fail-on") ?? "added";
  const isMeant = ({ caller }: Pick<AccessChange, "caller">): boolean =>
    failOn === "added" || (failOn === "public" && isPublic(caller?.kind));
  return {
    chains: failOn === "added" || failOn === "chain",
    change: (one) => addsAccess(one) && isMeant(one) && one.approved === undefined,
    undecided: (one) => isMeant(one) || (failOn === "public" && isWhole(one)),
  };
}

/** What a diff ends with: what is undecided counts where it could be a change that counts. */
export function diffExit({ changes, undecided, chains }: Diff, args: Arguments): ExitCode {
  const gate = diffGate(args);
  const isOpened = gate.chains && (chains?.opened ?? []).some(({ approved }) => approved === undefined);
  if (isOpened || changes.some(gate.change)) return exitCodes.refuted;
  const mayOpen = gate.chains && chains !== undefined && chains.undecided.length > 0;
  return mayOpen || undecided.some(gate.undecided) ? undecidedExit(args) : exitCodes.holds;
}

const isPublic = (kind: CallerKind | undefined): boolean => kind === "everyone" || kind === "anyAccount";

/** Of a target as a whole, which may be a resource of which nothing is known. */
const isWhole = ({ caller, actions }: UndecidedChange): boolean =>
  caller === undefined && actions === undefined;
