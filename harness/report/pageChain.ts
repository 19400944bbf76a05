import type { Chain } from "../../properties/escalation/chain.js";
import { shortHash } from "../gate/shortHash.js";
import type { PageFinding } from "../page/pageFinding.js";
import type { ChainChanges } from "../run/diff/chainChanges.js";
import { describeUndecidedChains } from "./describeChainChanges.js";
import { many } from "./describeTargets.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { listedPrincipals, openedSentence } from "./openedSentence.js";
import type { Headline } from "./pageHeadline.js";
import type { PageNames } from "./pageNames.js";
import type { QuoteStatement } from "./quoteStatement.js";

/** The steps of a chain as a diagram and as sentences. */
export function pageChain(
  { hops }: Chain,
  names: PageNames,
): Pick<PageFinding, "steps"> & Required<Pick<PageFinding, "chain">> {
  const nameOf = (id: string) => names.inSource(id);
  return {
    chain: {
      names: [hops[0]!.from, ...hops.map(({ to }) => to)].map(nameOf),
      steps: hops.map(({ step }) => step),
    },
    steps: hops.map(({ from, to, step, via, if: missing, requests }) => {
      const by = via === undefined ? "" : ` by \`${via}\`, which runs with it`;
      const provided = missing === undefined ? "" : `, if there is ${missing}`;
      const asked = requests.map(({ request: { action, resource } }) => `\`${action}\` on \`${resource}\``);
      const request = asked.length === 0 ? "" : `: ${joinWithLimit(asked, 3)}`;
      return `\`${nameOf(from)}\` becomes \`${nameOf(to)}\`${by}${provided} (${step})${request}`;
    }),
  };
}

/** The first words where a change opens a chain; undefined where it opens none. */
export function chainHeadline(chains: ChainChanges | undefined, names: PageNames): Headline | undefined {
  const opened = (chains?.opened ?? []).filter(({ approved }) => approved === undefined);
  const [first] = opened;
  if (first === undefined) return undefined;
  const all = [
    ...new Set(opened.flatMap(({ principals, holder }) => (principals.length > 0 ? principals : [holder!]))),
  ];
  const who = listedPrincipals(all, names);
  const isHeld = opened.every(({ principals }) => principals.length === 0);
  const sentence = openedSentence({ ...first, principals: [] }, names);
  const more =
    opened.length === 1
      ? ""
      : ` ${many(opened.length - 1, "more step opens", "more steps open")} other ways.`;
  return {
    title: isHeld
      ? `This change gives any permission to ${who}.`
      : `This change opens a way to any permission for ${who}.`,
    lede: isHeld ? [] : [`It is new that ${sentence}.${more}`],
    principals: all,
  };
}

interface Writing {
  readonly names: PageNames;
  readonly quote: QuoteStatement;
}

/** What a change opens, with the shortest chain of each; what it closes; and of which that is unknown. */
export const chainFindings = (
  { opened, closed, undecided }: ChainChanges,
  writing: Writing,
): readonly PageFinding[] => [
  ...opened.map((one) => openedFinding(one, writing)),
  ...closed.map((address) => closedFinding(address, writing)),
  ...undecided.map((one) => undecidedFinding(one, writing)),
];

const base = { property: "chain of steps", how: "", lines: [], steps: [], quotes: [], commands: [] };

function openedFinding(one: ChainChanges["opened"][number], { names, quote }: Writing): PageFinding {
  const [first, isApproved] = [one.hop?.from ?? one.holder ?? "", one.approved !== undefined];
  const last = one.hop?.requests[0];
  const statements = last?.statements.slice(0, 4) ?? [];
  return {
    ...base,
    id: `f-${shortHash("opened", first, one.hop?.to ?? "", one.hop?.step ?? "")}`,
    tone: isApproved ? "accepted" : "critical",
    word: isApproved ? "new chain, approved" : "new chain",
    target: names.inSource(first),
    title: `${openedSentence(one, names)}.`,
    ...(one.chain && pageChain(one.chain, names)),
    quotes: statements.flatMap((statement) => quote(statement, last!.request.action) ?? []),
  };
}

function closedFinding(address: string, { names }: Writing): PageFinding {
  const target = names.inSource(address);
  return {
    ...base,
    id: `f-${shortHash("closed", address)}`,
    tone: "gone",
    word: "closed",
    target,
    title: `No chain of steps leads from \`${target}\` to any permission any more.`,
  };
}

function undecidedFinding(one: ChainChanges["undecided"][number], { names }: Writing): PageFinding {
  const shown = one.principals.map((each) => names.inSource(each));
  return {
    ...base,
    id: `f-${shortHash("chains", ...one.principals)}`,
    tone: "undecided",
    word: "undecided",
    target: joinWithLimit(shown, 3),
    title: `It is unknown whether a chain of steps leads to any permission now from ${listedPrincipals(one.principals, names)}.`,
    remedy: describeUndecidedChains(one),
  };
}
