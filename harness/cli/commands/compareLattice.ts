import { compareAll } from "../../api/compareAll.js";
import { describeLattice, latticeInShort } from "../../report/describeLattice.js";
import { describeManagedDate, managedDateIn } from "../../report/describeManagedDate.js";
import { latticeHtml } from "../../report/latticeHtml.js";
import { printJson } from "../../report/printJson.js";
import type { Source } from "../../run/openSource.js";
import type { Arguments } from "../arguments.js";
import type { CommandResult } from "../command.js";
import { readSearch, readUniverse } from "../commonOptions.js";
import { exitCodes } from "../exitCode.js";
import type { Io } from "../io.js";
import { type Attempt, attempt, attemptOf } from "../problem.js";
import { showProgress } from "../showProgress.js";
import { undecidedExit } from "../undecidedExit.js";

/** `planproof compare` of several sources: which lies within which. */
export async function compareLattice(
  sources: readonly Source[],
  args: Arguments,
  io: Io,
): Promise<Attempt<CommandResult>> {
  const progress = showProgress(args, io);
  const found = attemptOf(
    await compareAll(sources, {
      ...readSearch(args),
      universe: readUniverse(args),
      onPair: (left, right) => progress(`comparing ${left} with ${right}`),
    }),
  );
  if (!found.ok) return found;
  const lattice = found.value;
  const date = managedDateIn(sources);
  const faces: Readonly<Record<string, () => string>> = {
    json: () => printJson({ ...date, lattice }),
    html: () => latticeHtml(lattice),
  };
  const human = (quiet: boolean) =>
    [latticeInShort(lattice), ...(quiet ? [] : [...describeLattice(lattice), ...describeManagedDate(date)])]
      .map((block) => `${block}\n`)
      .join("\n");
  return attempt({
    exit: lattice.pairs.some(({ relation }) => relation === "undecided")
      ? undecidedExit(args)
      : exitCodes.holds,
    render: (format, { quiet }) => faces[format]?.() ?? human(quiet),
  });
}
