import type { Hole } from "../../properties/hole.js";
import { shortHash } from "../gate/shortHash.js";
import { h, type Markup, withCode } from "../page/markup.js";
import { commandMarkup } from "../page/pageFinding.js";
import { filterMarkup } from "../page/pageTable.js";
import type { Report, Verdict } from "../run/report.js";
import { many } from "./describeTargets.js";
import { joinWithLimit } from "./joinWithLimit.js";
import type { PageNames } from "./pageNames.js";
import { reasonOf } from "./reasonOf.js";

/** Verdicts that the same unknown value leaves undecided. */
interface OpenValue {
  readonly hole: Pick<Hole, "reason" | "remedy" | "refersTo" | "address">;
  readonly verdicts: (Pick<Verdict, "property" | "target" | "exception"> & { readonly reason: string })[];
}

const most = 200;

/** What is undecided, by the unknown value, that first which most depends on; nothing where all is decided. */
export function pageUndecided(report: Report, names: PageNames): readonly Markup[] {
  const values = openValues(report).toSorted((one, other) => other.verdicts.length - one.verdicts.length);
  const rest = values.length - most;
  return [
    ...filterMarkup({ of: "holes", label: "Filter unknown values", count: Math.min(values.length, most) }),
    h("div", { class: "holes", id: "holes" }, ...values.slice(0, most).map((one) => valueMarkup(one, names))),
    ...(rest > 0
      ? [h("p", { class: "small muted" }, `${rest} more ${rest === 1 ? "is" : "are"} in the JSON report.`)]
      : []),
  ];
}

function openValues({ verdicts }: Report): readonly OpenValue[] {
  const found = new Map<string, OpenValue>();
  for (const { property, target, outcome, exception: valid, expired } of verdicts) {
    if (outcome.verdict !== "undecided") continue;
    const exception = valid ?? expired;
    const holes =
      outcome.kind === "holes" && outcome.holes.length > 0
        ? outcome.holes
        : [{ address: target, reason: reasonOf(outcome)!, refersTo: [], remedy: "" }];
    for (const hole of holes.slice(0, 3)) {
      const key = `${hole.address}\n${hole.reason}`;
      const known = found.get(key) ?? { hole, verdicts: [] };
      found.set(key, known);
      known.verdicts.push({ property, target, ...(exception && { exception }), reason: reasonOf(outcome)! });
    }
  }
  return [...found.values()];
}

/** By whose word and until when an undecided verdict is accepted. */
const exceptionsOf = (verdicts: OpenValue["verdicts"]): readonly Markup[] =>
  verdicts.flatMap(({ property, exception }) =>
    exception === undefined
      ? []
      : [
          h(
            "p",
            { class: "small" },
            h("span", { class: "sev accepted" }, "accepted"),
            ` ${property}: ${exception.reason}, owner ${exception.owner}, `,
            exception.until === undefined ? "without a last day" : `until ${exception.until}`,
          ),
        ],
  );

function valueMarkup({ hole, verdicts }: OpenValue, names: PageNames): Markup {
  const { address, reason, refersTo, remedy } = hole;
  const others = refersTo.map((one) => `\`${one}\``).filter((one) => !reason.includes(one));
  const from = others.length === 0 ? "" : `, from ${joinWithLimit(others, 3)}`;
  const id = `u-${shortHash(address, reason)}`;
  const byTarget = grouped(verdicts);
  const open = [...byTarget].map(
    ([target, properties]) => `${joinWithLimit(properties, 6)} on \`${names.short(target)}\``,
  );
  return h(
    "div",
    { class: "hole", id, tabindex: -1 },
    h(
      "div",
      {},
      h(
        "h3",
        {},
        h("span", { class: "sev undecided" }, many(verdicts.length, "verdict")),
        h("code", {}, names.short(address)),
        " ",
        h(
          "a",
          { class: "link", href: `#${id}`, "aria-label": `permalink to ${names.short(address)}` },
          "permalink",
        ),
      ),
      h("p", { class: "small" }, ...withCode(`${reason}${from}.`)),
      h("p", { class: "small muted" }, ...withCode(`Undecided: ${joinWithLimit(open, 4)}.`)),
      ...exceptionsOf(verdicts),
    ),
    remedyMarkup(remedy),
  );
}

function remedyMarkup(remedy: string): Markup {
  if (remedy === "") return h("div", {});
  const command = /`((?:npx |terraform |planproof )[^`]+)`/.exec(remedy)?.[1];
  return h(
    "div",
    { class: "small" },
    h("p", {}, h("b", {}, "To resolve it: "), ...withCode(`${remedy}.`)),
    ...(command === undefined ? [] : commandMarkup({ text: command })),
  );
}

function grouped(verdicts: OpenValue["verdicts"]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { property, target } of verdicts) found.set(target, [...(found.get(target) ?? []), property]);
  return found;
}
