import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { failure, type Result, success } from "../../policies/text/diagnostic.js";
import { writeFileAtomic } from "../corpus/writeFileAtomic.js";
import { type EntryForm, isText } from "../gate/entryFaults.js";
import { grounds } from "../gate/exceptionForm.js";
import { readEntries } from "../gate/readEntries.js";
import type { Approval } from "../run/diff/approval.js";
import { addsAccess } from "../run/diff/approveChanges.js";
import type { Diff } from "../run/diff/diff.js";
import type { Arguments } from "./arguments.js";
import { readUntil, todayOption } from "./gateFlags.js";
import type { Io } from "./io.js";
import type { OptionTable } from "./option.js";
import {
  type Attempt,
  attempt,
  attemptOf,
  obstructed,
  obstructions,
  problemsOf,
  usageProblem,
} from "./problem.js";

/** `--approve` of `diff`, and how the file is written. */
export const approveOptions: OptionTable = {
  approve: { value: "FILE", help: "access that is intended, such as access.approved.json: it fails nothing" },
  "update-approved": {
    help: "add to FILE what is not approved, with --reason and --owner; take out the rest",
  },
  reason: { value: "TEXT", help: "with --update-approved: why the access is intended" },
  owner: { value: "NAME", help: "with --update-approved: who answers for it" },
  until: {
    value: "DATE",
    day: true,
    help: "with --update-approved: the last day, YYYY-MM-DD; default it does not expire",
  },
  ...todayOption,
};

const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const list = { fits: isList, hint: "leave it as `--update-approved` writes it: a list of strings" };

const form: EntryForm = {
  what: "an approval",
  required: { target: "write the address as `diff` shows it", ...grounds.required },
  optional: {
    statements: list,
    actions: list,
    resources: list,
    caller: { fits: isText, hint: "write the callers as `diff` names them" },
    step: { fits: isText, hint: "leave it as `--update-approved` writes it" },
    ...grounds.optional,
  },
};

/** The approvals of the file that `--approve` names; undefined where it is not given. */
export function readApprovals(args: Arguments, { cwd }: Io): Attempt<readonly Approval[] | undefined> {
  const file = args.text("approve");
  const isUpdated = args.has("update-approved");
  if (file === undefined)
    return isUpdated
      ? obstructed(
          usageProblem("`--update-approved` needs a file", "name it: `--approve FILE --update-approved`"),
        )
      : attempt(undefined);
  for (const name of isUpdated ? ["reason", "owner"] : []) {
    if (!isText(args.text(name)))
      return obstructed(
        usageProblem(`\`--${name}\` is missing`, "what is approved needs a reason and an owner"),
      );
  }
  const until = isUpdated ? readUntil(args) : attempt(undefined);
  if (!until.ok) return until;
  const path = resolve(cwd, file);
  if (isUpdated && !existsSync(path)) return attempt([]);
  const content = contentOf(path);
  if (!content.ok) return obstructions(problemsOf(file, content.diagnostics));
  const read = attemptOf(
    readEntries<Approval>(file, content.value, {
      key: "approved",
      form,
      hint: 'write {"approved": [ … ]}, or let `--update-approved` write it',
    }),
  );
  return read.ok ? attempt(read.value.map(({ statements = [], ...one }) => ({ ...one, statements }))) : read;
}

function contentOf(path: string): Result<string> {
  try {
    return success(readFileSync(path, "utf8"));
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    const message =
      thrown.code === "ENOENT"
        ? "the file does not exist"
        : `the file cannot be read (${String(thrown.code)})`;
    return failure({
      code: "unreadable-file",
      severity: "error",
      message,
      hint: "write it with `--update-approved --reason TEXT --owner NAME`",
    });
  }
}

/**
 * Writes what is approved where `--update-approved` says so: what matches stays, what is added and was not approved is
 * added, and the rest is taken out.
 *
 * @returns the diff with all that it adds approved
 */
export function updateApproved(found: Diff, args: Arguments, { cwd }: Io): Attempt<Diff> {
  const file = args.text("approve");
  if (file === undefined || !args.has("update-approved")) return attempt(found);
  const until = args.text("until");
  const given = {
    reason: args.text("reason")!,
    owner: args.text("owner")!,
    ...(until !== undefined && { until }),
  };
  const kept = (found.approvals ?? []).filter(({ state }) => state === "matched");
  const added = (found.unapproved ?? []).map((one) => ({ ...one, ...given }));
  const approved = [...kept.map(({ state: _, ...one }) => one), ...added];
  const written = writeFileAtomic(resolve(cwd, file), `${JSON.stringify({ approved }, undefined, 2)}\n`);
  if (!written.ok) return obstructions(problemsOf(file, written.diagnostics));
  return attempt({
    ...found,
    changes: found.changes.map((one) =>
      addsAccess(one) ? { ...one, approved: one.approved ?? given } : one,
    ),
    ...(found.chains && {
      chains: {
        ...found.chains,
        opened: found.chains.opened.map((one) => ({ ...one, approved: one.approved ?? given })),
      },
    }),
    approvals: approved.map((one) => ({ ...one, state: "matched" as const })),
    unapproved: [],
  });
}
