import { h, type Markup, withCode } from "../page/markup.js";
import { filterMarkup } from "../page/pageTable.js";
import type { AccessChange, ChangeKind } from "../run/diff/accessChange.js";
import type { Diff } from "../run/diff/diff.js";
import { actionPhrase } from "./actionPhrase.js";
import { changeGroups } from "./changeGroups.js";
import { changeKinds } from "./describeDiff.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { openedSentence } from "./openedSentence.js";
import type { PageNames } from "./pageNames.js";

const words: Readonly<Record<ChangeKind, { readonly label: string; readonly new: boolean }>> = {
  added: { label: "new", new: true },
  widened: { label: "widened", new: true },
  shifted: { label: "shifted", new: true },
  narrowed: { label: "narrowed", new: false },
  removed: { label: "gone", new: false },
};

/** Whether a change gives access that was not there. */
export const isGain = ({ change }: Pick<AccessChange, "change">): boolean => words[change].new;

/** The most lines that a page shows of changes. */
const most = 400;

/** How many lines a page has of changes: those that are alike are one. */
export const countChanges = ({ changes, chains }: Diff): number =>
  changeGroups(changes).length +
  (chains?.opened.length ?? 0) +
  (chains === undefined || chains.closed.length === 0 ? 0 : 1);

/** Whether it is unknown of some access, or of a chain, whether it changed. */
export const hasUndecided = ({ undecided, chains }: Diff): boolean =>
  undecided.length > 0 || (chains?.undecided.length ?? 0) > 0;

/** What changed, a sentence for each, what is new first; nothing where nothing changed. */
export function pageChanges({ changes, chains }: Diff, names: PageNames): readonly Markup[] {
  const groups = changeGroups(changes).toSorted(
    ([one], [other]) => changeKinds.indexOf(one!.change) - changeKinds.indexOf(other!.change),
  );
  const rows = [
    ...(chains?.opened ?? []).map((one) =>
      changeRow({ label: "new chain", isNew: true, sentence: openedSentence(one, names), actions: "" }),
    ),
    ...groups.slice(0, most).map((group) => rowOf(group, names)),
    ...(chains === undefined || chains.closed.length === 0
      ? []
      : [
          changeRow({
            label: "gone",
            isNew: false,
            sentence: `no chain of steps leads to any permission any more from ${joinWithLimit(
              chains.closed.map((one) => `\`${names.inSource(one)}\``),
              3,
            )}`,
            actions: "",
          }),
        ]),
  ];
  const rest = groups.length - most;
  return [
    ...filterMarkup({ of: "changed", label: "Filter changes", count: rows.length }),
    ...(rows.length === 0 ? [] : [h("ul", { class: "chg", id: "changed" }, ...rows)]),
    ...(rest > 0
      ? [
          h(
            "p",
            { class: "small muted" },
            `${rest} more ${rest === 1 ? "is" : "are"} in the JSON of \`planproof diff\`.`,
          ),
        ]
      : []),
  ];
}

interface ChangeRow {
  readonly label: string;
  readonly isNew: boolean;
  readonly sentence: string;
  readonly actions: string;
}

const changeRow = ({ label, isNew, sentence, actions }: ChangeRow): Markup =>
  h(
    "li",
    {},
    h("span", { class: isNew ? "k n" : "k g" }, label),
    h("span", {}, ...withCode(sentence)),
    h("code", { class: "act" }, actions),
  );

function rowOf(group: readonly AccessChange[], names: PageNames): Markup {
  const [first] = group as readonly [AccessChange];
  const { label, new: isNew } = words[first.change];
  return changeRow({
    label,
    isNew,
    sentence: changeSentence(group, names),
    actions: joinWithLimit(first.actions, 2),
  });
}

/** `\`batch-operator\` may now stop instances in EC2`: what became of changes that are alike. */
export function changeSentence(group: readonly AccessChange[], names: PageNames): string {
  const [first] = group as readonly [AccessChange];
  const targets = group.map(({ target }) => `\`${names.short(target)}\``);
  const where = first.caller === undefined ? "" : ` at ${joinWithLimit(targets, 3)}`;
  const principals = group.map(({ target }) => `\`${names.principal(target)}\``);
  const who = first.caller === undefined ? joinWithLimit(principals, 3) : asSubject(first.caller.name);
  if (first.change === "added" && first.caller !== undefined && first.actions.every(isAssuming))
    return `${who} may now assume ${joinWithLimit(principals, 3)}`;
  return `${who} ${changeVerb(first)}${where}${summaryOf(first)}`;
}

/** With a comma before the verb where the name has one: `everyone, signed in or not,`. */
export const asSubject = (name: string): string => (name.includes(", ") ? `${name},` : name);

const isAssuming = (action: string): boolean => /^sts:assumerole/i.test(action);

function changeVerb({ change, actions }: AccessChange): string {
  const phrase = actionPhrase(actions);
  if (change === "added") return `may now ${phrase}`;
  if (change === "removed") return `may no longer ${phrase}`;
  return `may ${phrase}`;
}

function summaryOf({ change, summary }: AccessChange): string {
  if (summary !== undefined) return `, ${summary}`;
  if (change === "widened") return ", on more requests than before";
  if (change === "narrowed") return ", on fewer requests than before";
  return change === "shifted" ? ", on other requests than before" : "";
}
