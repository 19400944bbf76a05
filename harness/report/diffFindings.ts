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
  const { changes, undecided, chains } = diff;
  const { gate, given } = look;
  const only = (part: Partial<Diff>): string =>
    describeDiff({ changes: [], undecided: [], contradicted: [], ...part }, given)[0] ?? "";
  const found = [
    ...(chains?.opened ?? []).map((one) => {
      const target = one.hop?.from ?? one.holder ?? one.principals[0] ?? "";
      const block = only({ chains: { opened: [one], closed: [], undecided: [] } });
      return finding(
        { rule: "chain-opened", target, block, isCounted: gate.chains && one.approved === undefined },
        look,
      );
    }),
    ...(chains?.undecided ?? []).map((one): ReviewFinding => {
      const block = only({ chains: { opened: [], closed: [], undecided: [one] } });
      const isCounted = gate.chains && look.undecided === "fail";
      const about = { rule: "chain-opened", target: one.principals[0] ?? "", block, isCounted };
      return { ...finding(about, look), state: "undecided" };
    }),
    ...changes.map((one) => {
      const rule = `access-${one.change}`;
      const block = only({ changes: [one] });
      const key = [one.caller?.name, one.actions];
      return finding(
        { rule, target: one.target, block, key, isPublic: isPublic(one), isCounted: gate.change(one) },
        look,
      );
    }),
    ...undecided.map((one): ReviewFinding => {
      const block = only({ undecided: [one] });
      const isCounted = gate.undecided(one) && look.undecided === "fail";
      const about = {
        rule: "access-undecided",
        target: one.target,
        block,
        key: [one.caller?.name],
        isCounted,
      };
      return { ...finding(about, look), state: "undecided" };
    }),
  ];
  return {
    answer: look.answer,
    rules,
    findings: worstFirst(distinguished(found)),
    passed: found.length > 0 ? [] : [{ rule: "access-unchanged", subject: "", source: "the change" }],
    notes:
      chains === undefined || chains.closed.length === 0
        ? []
        : [only({ chains: { ...chains, opened: [], undecided: [] } })],
    properties: {},
  };
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
