import { severities } from "../../properties/severity.js";
import { isAtGate } from "../run/failOn.js";
import type { Note, Report, ReportedTarget, Verdict } from "../run/report.js";
import { digestOf } from "../run/shards/digestOf.js";
import { describeVerdict } from "./describeVerdict.js";
import { escapeControls } from "./escapeControls.js";
import type { Findings, Passed, ReviewFinding, Rule } from "./formats/findings.js";
import { answerInShort } from "./human.js";
import { reasonOf } from "./reasonOf.js";
import { quoteWord } from "./replayCommand.js";

/** A report as the formats for a pull request write it. */
export function reportFindings(report: Report, undecided: "fail" | "allow" = "fail"): Findings {
  const targets = new Map(report.targets.map((target) => [target.address, target]));
  const found = report.verdicts.filter(({ outcome }) => outcome.verdict !== "holds");
  const findings = [
    ...report.notes.filter(isExceptionFault).map(exceptionFinding),
    ...found.map((verdict) => findingOf(verdict, { report, undecided, target: targets.get(verdict.target) })),
  ];
  return {
    answer: answerInShort(report),
    rules: [...rulesOf(report.verdicts), ...exceptionRules(report.notes)],
    findings: worstFirst(distinguished(findings)),
    passed: report.verdicts.filter(({ outcome }) => outcome.verdict === "holds").map(placed),
    notes: report.notes
      .filter((note) => !isExceptionFault(note))
      .map(({ source, diagnostic: { message, hint } }) => escapeControls(`${source}: ${message} (${hint})`)),
    properties: { seed: String(report.seed), ...(report.shard && { digest: report.shard.digest }) },
  };
}

/** What decides the exit code first, then what is refuted, then the most severe. */
export function worstFirst(findings: readonly ReviewFinding[]): readonly ReviewFinding[] {
  const rank = ({ isCounted, state, severity }: ReviewFinding): number =>
    (isCounted ? 100 : 0) + (state === "refuted" ? 10 : 0) + severities.indexOf(severity);
  return findings.toSorted((one, other) => rank(other) - rank(one));
}

/** A service takes two findings of one id for one. */
export function distinguished(findings: readonly ReviewFinding[]): readonly ReviewFinding[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const count = (times.get(finding.id) ?? 0) + 1;
    times.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: digestOf([finding.id, count]) };
  });
}

/** An exception that takes nothing out fails the check: it expired, or nothing violates its property any more. */
const isExceptionFault = ({ diagnostic: { code } }: Note): boolean => exceptionSentences.has(code);

const exceptionSentences: ReadonlyMap<string, string> = new Map([
  ["exception-expired", "no exception is older than its last day"],
  ["exception-unused", "each exception takes a violation out"],
]);

const exceptionRules = (notes: readonly Note[]): readonly Rule[] =>
  [...exceptionSentences]
    .filter(([id]) => notes.some(({ diagnostic: { code } }) => code === id))
    .map(([id, sentence]) => ({ id, sentence, severity: "high" }));

/** At the line where the exception is written. */
function exceptionFinding({ source, diagnostic: { code, message, hint } }: Note): ReviewFinding {
  const [, file, line] = /^(?!\/|\.\.)(.+):(\d+)$/.exec(source) ?? [];
  return {
    id: digestOf([code, message]).slice(0, 12),
    rule: code,
    source: escapeControls(file ?? source),
    subject: "",
    name: escapeControls(file ?? source),
    severity: "high",
    state: "refuted",
    isCounted: true,
    message: escapeControls(message),
    details: [escapeControls(hint)],
    ...(file !== undefined && { location: { file: escapeControls(file), line: Number(line) } }),
  };
}

/** What keeps a verdict from failing the check. */
interface Excused {
  readonly exception?: { readonly reason: string; readonly owner: string; readonly until?: string };
  readonly baseline?: true;
  readonly since?: "change" | "before";
}

const isExcused = ({ exception, baseline, since }: Excused): boolean =>
  exception !== undefined || baseline === true || since === "before";

const excusesOf = ({ exception, baseline, since }: Excused) => ({
  ...(exception && {
    exception: escapeControls(
      `${exception.reason} (${exception.owner}${exception.until === undefined ? "" : `, until ${exception.until}`})`,
    ),
  }),
  ...(baseline && { baseline }),
  ...(since && { since }),
});

interface About {
  readonly report: Report;
  readonly undecided: "fail" | "allow";
  readonly target: ReportedTarget | undefined;
}

function findingOf(verdict: Verdict & Excused, { report, undecided, target }: About): ReviewFinding {
  const { severity, outcome, location } = verdict;
  const [, ...details] = describeVerdict(verdict, target === undefined ? [] : [target]);
  const state = outcome.verdict === "refuted" ? "refuted" : "undecided";
  const isAllowed = state === "undecided" && undecided === "allow";
  const chain = outcome.verdict === "refuted" ? outcome.chain : undefined;
  const place = placed(verdict);
  const isCounted = isAtGate(verdict, report.failOn) && !isExcused(verdict) && !isAllowed;
  const except = isCounted && state === "refuted" ? [exceptCommand(verdict, report)] : [];
  return {
    ...place,
    name: report.sources.length > 1 ? escapeControls(verdict.target) : place.subject || place.source,
    id: verdict.id,
    severity,
    state,
    isCounted,
    ...excusesOf(verdict),
    message: escapeControls(reasonOf(outcome) ?? ""),
    details: [...details.slice(1).map((line) => line.replace(/^ {2}/, "")), ...except],
    ...(location && { location: { ...location, file: escapeControls(location.file) } }),
    ...(chain && {
      steps: chain.hops.map(({ from, to, step }) => escapeControls(`${from} -> ${to} (${step})`)),
    }),
  };
}

/** What writes the exception; of many sources their names are left out. */
function exceptCommand({ id }: Verdict, { sources, gate }: Report): string {
  const named = sources.length > 3 ? ["SOURCE..."] : sources.map(quoteWord);
  const words = ["npx planproof except", id, ...named, ...(gate === "new" ? ["--gate new"] : [])];
  return escapeControls(`if it is intended: ${words.join(" ")} --reason WHY --owner NAME`);
}

const placed = ({ property, target }: Pick<Verdict, "property" | "target">): Passed => ({
  rule: escapeControls(property),
  ...splitAddress(target),
});

/** The source of an address ends at the first `#`; that of one policy is the whole. */
export function splitAddress(address: string): Pick<Passed, "source" | "subject"> {
  const at = address.indexOf("#");
  return {
    source: escapeControls(at < 0 ? address : address.slice(0, at)),
    subject: escapeControls(at < 0 ? "" : address.slice(at + 1)),
  };
}

function rulesOf(verdicts: readonly Verdict[]): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const { property, sentence, severity, remedy, page } of verdicts) {
    const known = rules.get(property);
    const isGreater =
      known !== undefined && severities.indexOf(severity) > severities.indexOf(known.severity);
    if (known !== undefined && !isGreater) continue;
    rules.set(property, {
      id: escapeControls(property),
      sentence: escapeControls(sentence),
      severity,
      ...(remedy !== undefined && { remedy: escapeControls(remedy) }),
      ...(page !== undefined && { page }),
    });
  }
  return [...rules.values()];
}
