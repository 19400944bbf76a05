import type { Location } from "../../../properties/location.js";
import type { Severity } from "../../../properties/severity.js";

/**
 * An answer as a reviewer reads it, in any format for a pull request. Every string is fit for a log: one line, with
 * control characters escaped.
 */
export interface Findings {
  /** the answer in one line */
  readonly answer: string;
  readonly rules: readonly Rule[];
  /** those first that decide the exit code, and the worst of these */
  readonly findings: readonly ReviewFinding[];
  /** what was asked and holds */
  readonly passed: readonly Passed[];
  readonly notes: readonly string[];
  /** what the answer was made with, such as the seed */
  readonly properties: Readonly<Record<string, string>>;
}

/** What is asked. */
export interface Rule {
  readonly id: string;
  readonly sentence: string;
  /** the greatest of its findings, else its own */
  readonly severity: Severity;
  readonly remedy?: string;
  /** the page of AWS or of the provider that it follows */
  readonly page?: string;
}

/** Something that a rule says of one subject. */
export interface ReviewFinding extends Passed {
  /** the same in every run until the finding is another one; unique in an answer */
  readonly id: string;
  /** the subject, with its source where there are several */
  readonly name: string;
  readonly severity: Severity;
  readonly state: "refuted" | "undecided";
  /** whether it decides the exit code: it is at or above the gate, and neither excepted nor allowed to be undecided */
  readonly isCounted: boolean;
  /** why, as a sentence */
  readonly message: string;
  /** the request, the statements, the command that replays it, what mends it: a line each */
  readonly details: readonly string[];
  readonly location?: Location;
  /** the steps of an escalation, a line each */
  readonly steps?: readonly string[];
  /** whether the change makes it, where that is known */
  readonly since?: "change" | "before";
  /** of an excepted one: why it is intended, and until when */
  readonly exception?: string;
}

/** A rule about one subject. */
export interface Passed {
  readonly rule: string;
  /** the address, without its source */
  readonly subject: string;
  /** the source that it is in; the subject itself where a source is one policy */
  readonly source: string;
}

/** What is refuted and decides the exit code is an error, what is undecided and does so a warning. */
export const levelOf = ({ state, isCounted }: Pick<ReviewFinding, "state" | "isCounted">) =>
  !isCounted ? "notice" : state === "refuted" ? "error" : "warning";

/** The place of a finding for users: `main.tf:12`; the source where it has no line. */
export const findingPlace = ({ location, source }: Pick<ReviewFinding, "location" | "source">): string =>
  location === undefined ? source : `${location.file}:${location.line}`;

/** Why a finding does not decide the exit code: `excepted: …`, `below the gate`, `undecided is allowed`. */
export const whyUncounted = ({ exception, since, state }: ReviewFinding): string => {
  if (exception !== undefined) return `excepted: ${exception}`;
  if (since === "before") return "older than the change";
  return state === "refuted" ? "below the gate" : "undecided";
};
