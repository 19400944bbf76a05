import { type Findings, findingPlace, type ReviewFinding, whyUncounted } from "./findings.js";
import { codeBlock, codeSpan, sentenceInMarkdown } from "./sentenceInMarkdown.js";

/** GitHub takes 65,536 characters in a comment; the rest is for what is put around it. */
const budget = 60_000;

/** How much of the budget goes to requests and commands; the rest is kept for naming findings. */
const detailed = budget / 2;

/** Room for the line that says what is left out. */
const reserve = 500;

/**
 * A comment for a pull request, of up to 60 kB: the findings by rule, the worst first, with their details as long as
 * there is room, then their names alone, then how many are left out.
 */
export function markdown({ answer, rules, findings, passed, notes }: Findings): string {
  const page = new Page();
  page.add([`## planproof: ${sentenceInMarkdown(answer)}`, ""]);
  const open = findings.filter((one) => one.exception === undefined && !isKnown(one));
  const sentences = new Map(rules.map(({ id, sentence }) => [id, sentence]));
  const left: ReviewFinding[] = [];
  for (const group of groupsOf(open)) {
    const [first] = group as readonly [ReviewFinding, ...ReviewFinding[]];
    const heading = headingOf(first, group.length, sentences.get(first.rule));
    for (const [index, finding] of group.entries()) {
      const before = index === 0 ? heading : [];
      const isAdded =
        left.length === 0 &&
        (page.add([...before, ...withDetails(finding)], detailed) ||
          page.add([...before, lineOf(finding), ""]));
      if (!isAdded) left.push(finding);
    }
  }
  const excepted = findings.filter(({ exception }) => exception !== undefined);
  page.addSection(
    "Excepted",
    excepted.map((one) => `${lineOf(one)} (${sentenceInMarkdown(whyUncounted(one))})`),
  );
  for (const [title, some] of knownIn(findings))
    page.addSection(
      title,
      some.map((one) => `${lineOf(one)} (${codeSpan(one.rule)}, ${one.severity})`),
      true,
    );
  page.addSection(
    "Notes",
    notes.map((note) => `- ${sentenceInMarkdown(note)}`),
  );
  const end = [...leftOut(left), ...(passed.length === 0 ? [] : [`${many(passed.length)}.`, ""])];
  return `${page.text}${end.join("\n")}`;
}

/** Not what the change makes: it is listed below what is to be looked at. */
const isKnown = ({ isCounted, baseline, since }: ReviewFinding): boolean =>
  !isCounted && (baseline === true || since === "before");

function knownIn(findings: readonly ReviewFinding[]) {
  const known = findings.filter((one) => one.exception === undefined && isKnown(one));
  return [
    ["In the baseline", known.filter(({ baseline }) => baseline === true)],
    ["So before the change", known.filter(({ baseline }) => baseline !== true)],
  ] as const;
}

/** What fits into the budget. */
class Page {
  readonly #lines: string[] = [];
  size = 0;

  /** False, with nothing added, where it would not fit. */
  add(lines: readonly string[], most = budget - reserve): boolean {
    const size = Buffer.byteLength(lines.join("\n")) + 1;
    if (this.size + size > most) return false;
    this.size += size;
    for (const line of lines) this.#lines.push(line);
    return true;
  }

  /** As many of the rows as there is room for, and how many there are. */
  addSection(title: string, rows: readonly string[], isFolded = false): void {
    const heading = `${title} (${rows.length})`;
    const head = isFolded ? `<details><summary>${heading}</summary>` : `### ${heading}`;
    if (rows.length === 0 || !this.add([head, ""])) return;
    const fit = rows.findIndex((row) => !this.add([row], budget - 2 * reserve));
    const rest = fit < 0 ? [] : [`- … and ${rows.length - fit} more`];
    this.add([...rest, "", ...(isFolded ? ["</details>", ""] : [])]);
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join("");
  }
}

/** Findings of one rule, severity and answer are together, in the order of the first of each. */
function groupsOf(findings: readonly ReviewFinding[]): readonly (readonly ReviewFinding[])[] {
  const groups = new Map<string, ReviewFinding[]>();
  for (const finding of findings) {
    const { rule, severity, state, isCounted, since, baseline } = finding;
    const key = JSON.stringify([rule, severity, state, isCounted, since, baseline]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function headingOf(finding: ReviewFinding, count: number, sentence = ""): readonly string[] {
  const { rule, severity, state, isCounted } = finding;
  const aside = isCounted ? "" : `, ${whyUncounted(finding)}`;
  const words = `${state === "undecided" ? "undecided, " : ""}${severity}${isCounted || state === "refuted" ? aside : ""}`;
  return [
    `### ${codeSpan(rule)} — ${words}${count === 1 ? "" : ` (${count})`}`,
    "",
    sentenceInMarkdown(sentence),
    "",
  ];
}

const lineOf = (finding: ReviewFinding): string =>
  `- ${codeSpan(cut(finding.name, 300))} (${codeSpan(cut(findingPlace(finding), 300))}): ${sentenceInMarkdown(cut(finding.message, 1000))}`;

const withDetails = (finding: ReviewFinding): readonly string[] => [
  lineOf(finding),
  "",
  ...(finding.details.length === 0
    ? []
    : [
        "<details><summary>details</summary>",
        "",
        codeBlock(finding.details.slice(0, 60).map((line) => cut(line, 1000))),
        "",
        "</details>",
        "",
      ]),
];

/** A statement may list thousands of resources. */
const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).replace(/\p{Cs}$/u, "")}…` : text;

/** `4,312 more findings are left out: 4,000 high, 312 low.` */
function leftOut(left: readonly ReviewFinding[]): readonly string[] {
  if (left.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { severity, state } of left) {
    const word = state === "undecided" ? `undecided ${severity}` : severity;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const parts = [...counts].map(([word, number]) => `${grouped(number)} ${word}`);
  const [are, findings] = left.length === 1 ? ["is", "finding"] : ["are", "findings"];
  return [
    `**${grouped(left.length)} more ${findings} ${are} left out for their length:** ${parts.join(", ")}. \`--format json\` lists all of them.`,
    "",
  ];
}

const many = (count: number): string => (count === 1 ? "1 other holds" : `${grouped(count)} others hold`);

const grouped = (count: number): string => count.toLocaleString("en-US");
