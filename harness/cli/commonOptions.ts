import { defaultRuns, defaultSeed } from "../run/defaultSeed.js";
import type { Arguments } from "./arguments.js";
import { mostRequests, type OptionTable } from "./option.js";

/** Flags that every command takes, in addition to `--format`. */
export const commonOptions: OptionTable = {
  "no-color": { help: "no colours, as with the variable NO_COLOR" },
  quiet: { help: "the answer alone: no details, notes or progress" },
  help: { help: "this help" },
};

/** For the commands that read `planproof.config`. */
export const configOptions: OptionTable = {
  config: { value: "FILE", help: "the configuration; default planproof.config.*, found upward from here" },
  "show-config": { help: "print what is configured, and where each value comes from, and do nothing else" },
};

/** `--seed` and `--runs`, for the commands that search. */
export const searchOptions: OptionTable = {
  seed: { value: "N", minimum: 0, help: `seed of the search; default ${defaultSeed}` },
  runs: {
    value: "N",
    minimum: 1,
    maximum: mostRequests,
    help: `requests to try for each question; default ${defaultRuns}`,
  },
};

/** The values of `--seed` and `--runs`. */
export const readSearch = (args: Arguments) => ({
  seed: args.number("seed", defaultSeed),
  runs: args.number("runs", defaultRuns),
});

/** `--universe`, for the commands that prove. */
export const universeOption: OptionTable = {
  universe: {
    value: "typed|any",
    words: ["typed", "any"],
    help: "the requests asked about: typed (the default), those that AWS could send",
  },
};

/** The value of `--universe`. */
export const readUniverse = (args: Arguments): "any" | "typed" =>
  args.text("universe") === "any" ? "any" : "typed";

/** `--seed` alone, for the commands that sample. */
export const seedOption: OptionTable = { seed: searchOptions["seed"]! };

/** For the commands whose answer can depend on what is known only after apply. */
export const undecidedOption: OptionTable = {
  undecided: {
    value: "fail|allow",
    words: ["fail", "allow"],
    help: "exit 3 when something is undecided (fail, the default), or 0 (allow)",
  },
};

/** The value of `--undecided`. */
export const readUndecided = (args: Arguments): "fail" | "allow" =>
  args.text("undecided") === "allow" ? "allow" : "fail";

/** Where else to write a report. */
export const outOption: OptionTable = {
  out: { value: "FORMAT=PATH", repeatable: true, help: "write the answer to a file too" },
};

/** `--open`, for the commands that have a page; `--out` with it. */
export const openOption: OptionTable = {
  open: { help: "open the answer as a page: the file of --out html=PATH, or a temporary one" },
};
