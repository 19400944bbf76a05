import { cellLegend } from "../page/cellLetters.js";
import { h, type Markup } from "../page/markup.js";
import type { AccessRow, AccessTable } from "../page/pageData.js";
import type { LevelChange } from "../run/access/levelsByService.js";
import type { PrincipalAccess, ServiceAccess } from "../run/access/principalAccess.js";
import { joinWithLimit } from "./joinWithLimit.js";
import { isGain } from "./pageChanges.js";
import type { PageNames } from "./pageNames.js";

/** A principal that can do something in more services than this has the rest of them in one column. */
const mostServices = 40;
const others = "others";

const levelNames: Readonly<Record<string, string>> = {
  l: "list",
  r: "read",
  w: "write",
  p: "permissions",
  t: "tagging",
};

/** The matrix of principals and services as the page embeds it: those that changed first. */
export function pageAccessTable(access: readonly PrincipalAccess[], names: PageNames): AccessTable {
  const narrow = access.filter(({ services }) => services.length <= mostServices);
  const named = [...narrow, ...access.map(changedAlone)].flatMap(({ services }) =>
    services.map(({ service }) => service),
  );
  const columns = [...new Set(named)].toSorted();
  const isWide = access.some(({ services }) => services.some(({ service }) => !columns.includes(service)));
  const services = isWide ? [...columns, others] : columns;
  const numbers = new Map(services.map((service, index) => [service, index]));
  const rows = access.map((one) => rowOf(one, numbers, names));
  const isChanged = ({ changed }: AccessRow) => changed === true;
  return { services, rows: [...rows.filter(isChanged), ...rows.filter((row) => !isChanged(row))] };
}

const changedAlone = ({ services }: PrincipalAccess): Pick<PrincipalAccess, "services"> => ({
  services: services.filter(({ changes }) => changes.length > 0).slice(0, mostServices),
});

function rowOf(access: PrincipalAccess, numbers: ReadonlyMap<string, number>, names: PageNames): AccessRow {
  const cells: Record<number, string> = {};
  const details: Record<number, string> = {};
  let rest = "";
  for (const one of access.services) {
    const number = numbers.get(one.service);
    if (number === undefined) rest += one.levels;
    else cells[number] = cellOf(one);
    if (number !== undefined && one.changes.length > 0) details[number] = detailOf(one);
  }
  const other = numbers.get(others);
  if (rest !== "" && other !== undefined) {
    cells[other] = [...new Set(rest)].join("");
    details[other] =
      `In all services without a column: ${[...new Set(rest)].map((level) => levelNames[level]).join(", ")}.`;
  }
  const changed = access.services.some(({ changes }) => changes.length > 0);
  return {
    name: names.principal(access.address),
    ...(changed && { changed }),
    ...(access.open && { open: true as const }),
    cells,
    details,
  };
}

/** `lrW-t`: list and read as before, write new or wider, tagging gone. */
function cellOf({ levels, changes }: ServiceAccess): string {
  return [..."lrwpt"]
    .map((level) => {
      const own = changes.filter((one) => one.level === level);
      if (own.some(isGain)) return level.toUpperCase();
      if (levels.includes(level)) return level;
      return own.length > 0 ? `-${level}` : "";
    })
    .join("");
}

function detailOf({ levels, changes }: ServiceAccess): string {
  const changed = new Set(changes.map(({ level }) => level));
  const same = [...levels].filter((level) => !changed.has(level)).map((level) => levelNames[level]!);
  const parts = changes.map(
    (one) => `${levelNames[one.level]}: ${joinWithLimit(one.actions, 12)} (${kindOf(one)})`,
  );
  return `${[...parts, ...(same.length === 0 ? [] : [`${same.join(", ")}: unchanged`])].join(". ")}.`;
}

const kindOf = ({ change, summary }: LevelChange): string =>
  ({ added: "new", removed: "gone", widened: "widened", narrowed: "narrowed", shifted: "shifted" })[change] +
  (summary === undefined ? "" : `, ${summary}`);

/** The matrix, which the script fills, and what its letters mean. */
export const pageAccess = (): readonly Markup[] => [
  cellLegend,
  h(
    "div",
    { class: "tools", id: "access-tools", hidden: true },
    h("label", { class: "vh", for: "access-search" }, "Filter principals"),
    h("input", { id: "access-search", type: "search", placeholder: "Filter principals" }),
    h("button", { type: "button", id: "access-only", "aria-pressed": "false" }, "Only changed"),
    h("output", { id: "access-count", for: "access-search" }),
  ),
  h(
    "div",
    {
      class: "scroll",
      id: "access-scroll",
      tabindex: 0,
      role: "region",
      "aria-label": "Access matrix; arrow keys move between cells",
    },
    h(
      "table",
      { class: "mx", id: "access-table" },
      h("thead", { id: "access-head" }),
      h("tbody", { id: "access-rows" }),
    ),
  ),
  h("div", { class: "det", id: "access-detail", "aria-live": "polite" }),
  h("noscript", {}, h("p", { class: "muted" }, "The matrix takes scripts.")),
];
