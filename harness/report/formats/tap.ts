import { type Findings, findingPlace, type Passed, type ReviewFinding, whyUncounted } from "./findings.js";

/**
 * TAP 14: a test point for each rule of each subject. What is refuted and does not decide the exit code is a `TODO`, which
 * a harness takes for a pass; what is undecided and allowed is skipped.
 *
 * Source: https://testanything.org/tap-version-14-specification.html
 */
export function tap({ findings, passed, notes }: Findings): string {
  const points = [
    ...findings.map(findingPoint),
    ...passed.map((one) => ({ ok: true, text: name(one), rest: [] })),
  ];
  return [
    "TAP version 14",
    `1..${points.length}`,
    ...points.flatMap(({ ok, text, rest }, index) => [
      `${ok ? "ok" : "not ok"} ${index + 1} - ${text}`,
      ...rest,
    ]),
    ...notes.map((note) => `# ${note}`),
    "",
  ].join("\n");
}

interface Point {
  readonly ok: boolean;
  readonly text: string;
  readonly rest: readonly string[];
}

function findingPoint(finding: ReviewFinding): Point {
  const { isCounted, state } = finding;
  const isSkipped = !isCounted && state === "undecided";
  const directive = isCounted ? "" : ` # ${isSkipped ? "SKIP" : "TODO"} ${escapeHash(whyUncounted(finding))}`;
  return { ok: isSkipped, text: `${name(finding)}${directive}`, rest: isSkipped ? [] : yaml(finding) };
}

const name = ({ rule, subject, source }: Passed): string =>
  escapeHash(`${rule}: ${[source, subject].filter((part) => part !== "").join("#")}`);

/** `#` begins a directive. */
const escapeHash = (text: string): string => text.replace(/[\\#]/g, "\\$&");

/** A YAML block; a JSON string is one of YAML too. */
function yaml(finding: ReviewFinding): readonly string[] {
  const { message, severity, state, details } = finding;
  const members = { message, severity, state, at: findingPlace(finding) };
  return [
    "  ---",
    ...Object.entries(members).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`),
    ...(details.length === 0
      ? []
      : ["  details:", ...details.map((line) => `    - ${JSON.stringify(line)}`)]),
    "  ...",
  ];
}
