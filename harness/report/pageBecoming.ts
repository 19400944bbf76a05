import { anyPermission } from "../../properties/escalation/anyPermission.js";
import { h, type Markup } from "../page/markup.js";
import type { PageRow } from "../page/pageTable.js";
import { type StepEdge, type StepNode, stepGraph } from "../page/stepGraph.js";
import { groupBy } from "../plan/resources/groupBy.js";
import type { Becoming, BecomingStep } from "../run/access/becoming.js";
import type { Evidence } from "../run/access/evidence.js";
import type { ReachedResource } from "../run/access/outsideReach.js";
import { many } from "./describeTargets.js";
import { joinWithLimit } from "./joinWithLimit.js";
import type { PageNames } from "./pageNames.js";
import { outsiderName } from "./pageOutside.js";
import { type TableSection, tableSections } from "./tableSections.js";

/** A diagram with more nodes would not be read. */
const mostNodes = 36;

/** Who can become which principal, as a diagram and as a table; nothing where no principal becomes another one. */
export function pageBecoming(
  { becoming, outside }: Pick<Evidence, "becoming" | "outside">,
  names: PageNames,
): readonly TableSection[] {
  if (becoming === undefined || becoming.steps.length === 0) return [];
  const { steps } = becoming;
  const assumed = (outside?.reached ?? []).filter(({ isTrust }) => isTrust);
  const urgent = mostUrgentFirst(steps);
  return tableSections({
    id: "becoming",
    title: "Who can become which",
    lead: leadOf(becoming, names),
    above: drawnOf({ ...becoming, steps: urgent }, assumed, names),
    heads: ["From", "Becomes", "By"],
    rows: urgent.map((step) => rowOf(step, names)),
  });
}

/** What leads to any permission, then what is new. */
const mostUrgentFirst = (steps: readonly BecomingStep[]): readonly BecomingStep[] =>
  steps.toSorted((one, other) => urgencyOf(other) - urgencyOf(one));

const urgencyOf = ({ inChain, isNew }: BecomingStep): number => (inChain ? 2 : 0) + (isNew ? 1 : 0);

function leadOf({ steps, ends, isPart, sources }: Becoming, names: PageNames): string {
  const fresh = steps.filter(({ isNew }) => isNew).length;
  const chained = new Set(steps.filter(({ inChain }) => inChain).map(({ from }) => from)).size;
  const holders = joinWithLimit(
    ends.map((one) => names.inSource(one)),
    3,
  );
  return [
    "An arrow: the left one gets the rights of the right one, by requests that are allowed.",
    ...(chained === 0 ? [] : [`Red: on a way to any permission, for ${many(chained, "principal")}.`]),
    fresh === 0 ? "" : `This change makes ${many(fresh, "step")}.`,
    ...(ends.length === 0
      ? []
      : [`${holders} may ${ends.length === 1 ? "" : "each "}do everything already; that is not drawn.`]),
    ...(sources > 1 ? ["Each source is asked alone: no step leads from one into another."] : []),
    ...(isPart ? ["Of so many principals only the ways to any permission are asked about."] : []),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

const rowOf = (
  { from, to, step, actions, via, isNew, inChain }: BecomingStep,
  names: PageNames,
): PageRow => ({
  ...(inChain || isNew
    ? {
        mark: {
          tone: inChain ? ("critical" as const) : ("new" as const),
          word: [...(inChain ? ["chain"] : []), ...(isNew ? ["new"] : [])].join(", "),
        },
      }
    : {}),
  cells: [
    `\`${names.inSource(from)}\``,
    `\`${names.inSource(to)}\``,
    `\`${joinWithLimit(actions, 2)}\`${via === undefined ? "" : ` on \`${via}\`, which runs with it`} (${step})`,
  ],
});

type Drawn = Pick<Becoming, "steps" | "ends">;

/** The most urgent steps that fit, with who comes from outside to them. */
function drawnOf(
  { steps, ends }: Drawn,
  assumed: readonly ReachedResource[],
  names: PageNames,
): readonly Markup[] {
  const shown = new Set<string>();
  const own = steps.filter(({ from, to }) => fits(shown, [from, to]));
  const entries = assumed.flatMap(({ target, caller, isNew }) => {
    const from = outsiderName(caller);
    return shown.has(target) && fits(shown, [from]) ? [{ from, to: target, ...(isNew && { isNew }) }] : [];
  });
  const graph = {
    nodes: [...outsideNodes(entries), ...principalNodes({ steps: own, ends }, names)],
    edges: [...entries, ...own].map(edgeOf),
  };
  const rest = steps.length - own.length;
  const scroll = { class: "scroll chain", tabindex: 0, role: "region" };
  return [
    h(
      "div",
      { ...scroll, "aria-label": "Diagram; the table below says the same" },
      stepGraph(graph, `${many(own.length, "step")} by which principals become others`),
    ),
    legend,
    ...(rest > 0 ? [h("p", { class: "small muted" }, restOf(rest))] : []),
  ];
}

const restOf = (rest: number): string => `${rest} more ${rest === 1 ? "is" : "are"} in the table alone.`;

/** An arrow: a step, or how who comes from outside gets in. */
type Arrow = Pick<BecomingStep, "from" | "to" | "isNew" | "inChain">;

/** Names that are too long for a box. */
const outsideLabels: ReadonlyMap<string, string> = new Map([
  ["token.actions.githubusercontent.com", "GitHub Actions"],
]);

const outsideNodes = (entries: readonly Arrow[]): readonly StepNode[] =>
  [...new Set(entries.map(({ from }) => from))].map((id) => ({
    id,
    label: outsideLabels.get(id) ?? id.replace(/\.amazonaws\.com$/, " service"),
    kind: "outside",
  }));

/** By their names, without the source where no other source has the same. */
function principalNodes({ steps, ends }: Drawn, names: PageNames): readonly StepNode[] {
  const ids = [...new Set(steps.flatMap(({ from, to }) => [from, to]))];
  const source = names.haveSources ? /^[^#]*#/ : "";
  const withoutSource = (id: string) => names.inSource(id).replace(source, "");
  const same = groupBy(ids, withoutSource);
  return ids.map((id) => {
    const short = withoutSource(id);
    return {
      ...{ id, label: same.get(short)!.length === 1 ? short : names.inSource(id) },
      ...((ends.includes(id) || id === anyPermission.id) && { kind: "end" as const }),
    };
  });
}

const edgeOf = ({ from, to, inChain, isNew }: Arrow): StepEdge => ({
  ...{ from, to },
  ...(inChain ? { kind: "chain" as const } : isNew ? { kind: "new" as const } : {}),
  ...(isNew && { word: "new" }),
});

function fits(shown: Set<string>, ids: readonly string[]): boolean {
  const more = ids.filter((id) => !shown.has(id));
  if (shown.size + more.length > mostNodes) return false;
  for (const id of more) shown.add(id);
  return true;
}

const legend: Markup = h(
  "p",
  { class: "legend" },
  ...[
    ["lc", "on a way to any permission"],
    ["ln", "new"],
    ["lp", "becomes"],
    ["lo", "from outside"],
    ["le", anyPermission.id],
  ].map(([name, word]) => h("span", {}, h("i", { class: `key ${name}` }), word!)),
);
