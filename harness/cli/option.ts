/** One flag of a command, as `--help` shows it and as it is read. */
export interface Option {
  /** what represents its value in the help; a flag without one is a switch */
  readonly value?: string;
  /** true when it may be given several times */
  readonly repeatable?: true;
  /** the only words it takes */
  readonly words?: readonly string[];
  /** it takes a whole number, this one or above */
  readonly minimum?: number;
  /** with a minimum: the greatest number it takes; @defaultValue any of up to 15 digits */
  readonly maximum?: number;
  /** what its value must look like */
  readonly form?: RegExp;
  /** true when it takes a day, YYYY-MM-DD */
  readonly day?: true;
  /** one line */
  readonly help: string;
}

/** Flags by name, without the dashes, in the order of the help. */
export type OptionTable = Readonly<Record<string, Option>>;

/** The most requests or cases that can be asked for: all are kept in memory, and take minutes. */
export const mostRequests = 1_000_000;
