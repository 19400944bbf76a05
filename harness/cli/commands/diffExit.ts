import type { CallerKind } from "../../../policies/prove/callers/callerClass.js";
import type { AccessChange } from "../../run/diff/accessChange.js";
import { isGain } from "../../run/diff/approveChanges.js";
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

/** What a diff ends with: what is undecided counts where it could be a change that counts. */
export function diffExit({ changes, undecided, chains }: Diff, args: Arguments): ExitCode {
  const failOn = args.text("fail-on") ?? "added";
  if (failOn === "none") return exitCodes.holds;
  const isOpened = (chains?.opened ?? []).some(({ approved }) => approved === undefined);
  const mayOpen = chains !== undefined && chains.undecided.length > 0;
  if (failOn !== "public" && isOpened) return exitCodes.refuted;
  if (failOn === "chain") return mayOpen ? undecidedExit(args) : exitCodes.holds;
  const isMeant = ({ caller }: Pick<AccessChange, "caller">) => failOn === "added" || isPublic(caller?.kind);
  if (changes.some((one) => isGain(one) && isMeant(one) && one.approved === undefined))
    return exitCodes.refuted;
  const isUnknown = (failOn === "added" && mayOpen) || undecided.some((one) => isMeant(one) || isWhole(one));
  return isUnknown ? undecidedExit(args) : exitCodes.holds;
}

const isPublic = (kind: CallerKind | undefined): boolean => kind === "everyone" || kind === "anyAccount";

/** Of a target as a whole, which may be a resource of which nothing is known. */
const isWhole = ({ caller, actions }: UndecidedChange): boolean =>
  caller === undefined && actions === undefined;
