import type { Location } from "../../properties/location.js";
import type { Severity } from "../../properties/severity.js";
import type { AccessChange } from "../run/diff/accessChange.js";
import type { Diff } from "../run/diff/diff.js";
import type { UndecidedChange } from "../run/diff/undecidedChange.js";
import { digestOf } from "../run/shards/digestOf.js";
import type { SourceOptions } from "../run/sourceOptions.js";
import { describeDiff } from "./describeDiff.js";
import { escapeControls } from "./escapeControls.js";
import type { Findings, ReviewFinding, Rule } from "./formats/findings.js";
import { distinguished, splitAddress, worstFirst } from "./reportFindings.js";

/** What decides the exit code of a diff. */
export interface DiffGate {
  /** whether new chains of steps to any permission do */
  readonly chains: boolean;
  readonly change: (change: AccessChange) => boolean;
  readonly undecided: (change: UndecidedChange) => boolean;
}

interface DiffLook {
  readonly answer: string;
  readonly gate: DiffGate;
  readonly undecided: "fail" | "allow";
  /** where targets are written, by their address */
  readonly locations: ReadonlyMap<string, Location>;
  readonly given: SourceOptions;
}

/** A diff as the formats for a pull request write it: each change is a finding. */
export function diffFindings(diff: Diff, look: DiffLook): Findings {
  const { chains } = diff;
  const found = [
    ...findingsOfChains(chains, look),
    ...diff.changes.map((one) => changeFinding(one, look)),
    ...diff.undecided.map((one) => undecidedFinding(one, look)),
  ];
  return {
    answer: look.answer,
    rules,
    findings: worstFirst(distinguished(found)),
    passed: found.length > 0 ? [] : [{ rule: "access-unchanged", subject: "", source: "the change" }],
    notes:
      chains === undefined || chains.closed.length === 0
        ? []
        : [blockOf({ chains: { ...chains, opened: [], undecided: [] } }, look)],
    properties: {},
  };
}

/** The block that the human report has of a part of a diff. */
const blockOf = (part: Partial<Diff>, { given }: DiffLook): string =>
  describeDiff({ changes: [], undecided: [], contradicted: [], ...part }, given)[0] ?? "";

function findingsOfChains(chains: Diff["chains"], look: DiffLook): readonly ReviewFinding[] {
  const { chains: isGated } = look.gate;
  const [rule, none] = ["chain-opened", { opened: [], closed: [], undecided: [] }] as const;
  const opened = (chains?.opened ?? []).map((one) => {
    const target = one.hop?.from ?? one.holder ?? one.principals[0] ?? "";
    const block = blockOf({ chains: { ...none, opened: [one] } }, look);
    return finding({ rule, target, block, isCounted: isGated && one.approved === undefined }, look);
  });
  const unknown = (chains?.undecided ?? []).map((one): ReviewFinding => {
    const block = blockOf({ chains: { ...none, undecided: [one] } }, look);
    const isCounted = isGated && look.undecided === "fail";
    const about = { rule, target: one.principals[0] ?? "", block, isCounted };
    return { ...finding(about, look), state: "undecided" };
  });
  return [...opened, ...unknown];
}

function changeFinding(one: AccessChange, look: DiffLook): ReviewFinding {
  const { target, caller, actions } = one;
  const about = { rule: `access-${one.change}`, target, block: blockOf({ changes: [one] }, look) };
  const key = [caller?.name, actions];
  return finding({ ...about, key, isPublic: isPublic(one), isCounted: look.gate.change(one) }, look);
}

function undecidedFinding(one: UndecidedChange, look: DiffLook): ReviewFinding {
  const { target, caller } = one;
  const about = { rule: "access-undecided", target, block: blockOf({ undecided: [one] }, look) };
  const isCounted = look.gate.undecided(one) && look.undecided === "fail";
  return { ...finding({ ...about, key: [caller?.name], isCounted }, look), state: "undecided" };
}

const ruleOf = (id: string, sentence: string, severity: Severity): Rule => ({ id, sentence, severity });

const rules: readonly Rule[] = [
  ruleOf("chain-opened", "new steps lead to any permission", "critical"),
  ruleOf("access-added", "access that the change adds", "medium"),
  ruleOf("access-widened", "access that the change widens", "medium"),
  ruleOf("access-shifted", "access that the change moves to other requests", "medium"),
  ruleOf("access-narrowed", "access that the change narrows", "note"),
  ruleOf("access-removed", "access that the change removes", "note"),
  ruleOf("access-undecided", "changes that depend on what is unknown", "medium"),
];

const isPublic = ({ caller, change }: AccessChange): boolean =>
  (caller?.kind === "everyone" || caller?.kind === "anyAccount") &&
  change !== "removed" &&
  change !== "narrowed";

interface About {
  readonly rule: string;
  readonly target: string;
  /** as {@link describeDiff} prints it */
  readonly block: string;
  /** what distinguishes it from others of its rule and target; never a witness */
  readonly key?: unknown;
  readonly isPublic?: boolean;
  readonly isCounted: boolean;
}

function finding(
  { rule, target, block, key, isPublic = false, isCounted }: About,
  look: DiffLook,
): ReviewFinding {
  const [heading = "", ...details] = block.split("\n");
  const { source, subject } = splitAddress(target);
  const location = look.locations.get(target);
  // each format shows the address next to it
  const [before = "", after = ""] = splitOnce(heading.replace(/^[A-Z]+ {2}/, ""), escapeControls(target));
  const message = `${before.trim()}${after}`.trim();
  const { severity } = rules.find(({ id }) => id === rule)!;
  return {
    id: digestOf([rule, subject === "" ? source : subject, key]).slice(0, 12),
    rule,
    source,
    subject,
    name: subject === "" ? source : subject,
    severity: isPublic ? "high" : severity,
    state: "refuted",
    isCounted,
    message: message === "" ? (details[0] ?? "").trim() : message,
    details: (message === "" ? details.slice(1) : details).map((line) => line.replace(/^ {2}/, "")),
    ...(location && { location: { ...location, file: escapeControls(location.file) } }),
  };
}

function splitOnce(text: string, by: string): readonly string[] {
  const at = by === "" ? -1 : text.indexOf(by);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + by.length)];
}
