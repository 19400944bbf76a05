import { h, type Markup } from "./markup.js";

/** A day on which something changed. */
export interface TimelinePoint {
  readonly label: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** what it added, and what it took away */
  readonly gains: number;
  readonly losses: number;
  /** true where the point deserves a second look */
  readonly warns: boolean;
}

const width = 980;
const margin = { left: 16, right: 40 };
/** A square for each grant, where there are few enough to be counted. */
const square = { side: 8, gap: 2 };
const mostSquares = 16;
const mostHeight = mostSquares * (square.side + square.gap);
/** Labels that are nearer would touch. */
const labelWidth = 84;

/** Points to scale in time: what was added is above the line, what was taken away is below. */
export function timeline(points: readonly TimelinePoint[], label: string): Markup {
  const scale = scaleOf(points);
  const groups = groupsOf(points, scale.x);
  const rise = greatestOf(points, ({ gains }) => scale.lengthOf(gains));
  const fall = greatestOf(points, ({ losses }) => scale.lengthOf(losses));
  const axis = rise + 40;
  const height = axis + Math.max(fall + 6, 12) + 22;
  return h(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    h("path", { class: "e", d: `M${margin.left} ${axis}H${width - 8}` }),
    ...scale.years.flatMap((year) => tick({ year, x: scale.x(Date.UTC(year, 0)), axis, height })),
    ...points.flatMap((point) => stem(point, { axis, scale })),
    ...withoutOverlap(groups.map((group) => labelOf(group, scale))).map(({ said, x, above }) =>
      h("text", { x, y: axis - above - 14, "text-anchor": "middle" }, said),
    ),
  );
}

interface Scale {
  readonly x: (time: number) => number;
  readonly lengthOf: (count: number) => number;
  /** whether each grant is a square */
  readonly isCounted: boolean;
  /** those that are written below the line */
  readonly years: readonly number[];
}

function scaleOf(points: readonly TimelinePoint[]): Scale {
  const years = points.map(({ date }) => Number(date.slice(0, 4)));
  const first = years.reduce((a, b) => Math.min(a, b), 9999);
  const last = years.reduce((a, b) => Math.max(a, b), 0) + 1;
  const [start, end] = [Date.UTC(first, 0), Date.UTC(last, 0)];
  const most = points.reduce((so, { gains, losses }) => Math.max(so, gains, losses), 1);
  const isCounted = most <= mostSquares;
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const step = Math.ceil(all.length / 14);
  return {
    x: (time) => round(margin.left + ((time - start) / (end - start)) * (width - margin.left - margin.right)),
    lengthOf: (count) =>
      count === 0
        ? 0
        : isCounted
          ? count * (square.side + square.gap)
          : 6 + Math.round((count / most) * (mostHeight - 6)),
    isCounted,
    years: all.filter((_, at) => at % step === 0),
  };
}

interface Tick {
  readonly year: number;
  readonly x: number;
  readonly axis: number;
  readonly height: number;
}

const tick = ({ year, x, axis, height }: Tick): readonly Markup[] => [
  h("path", { class: "e", d: `M${x} ${axis}v6` }),
  h("text", { class: "s", x: x + 4, y: height - 5 }, String(year)),
];

interface Drawing {
  readonly axis: number;
  readonly scale: Scale;
}

function stem({ date, gains, losses, warns }: TimelinePoint, { axis, scale }: Drawing): readonly Markup[] {
  const x = scale.x(Date.parse(date));
  const colour = warns ? "var(--high)" : "var(--new)";
  return [
    h("circle", { cx: x, cy: axis, r: 3, fill: warns ? "var(--high)" : "var(--ink)" }),
    ...bar(gains, { x, from: axis - 5, up: true, fill: colour, scale }),
    ...bar(losses, { x, from: axis + 5, up: false, fill: "var(--rule)", scale }),
  ];
}

interface Bar {
  readonly x: number;
  readonly from: number;
  readonly up: boolean;
  readonly fill: string;
  readonly scale: Scale;
}

/** As many squares as there are grants, as one path; one bar where there are too many. */
function bar(count: number, { x, from, up, fill, scale }: Bar): readonly Markup[] {
  if (count === 0) return [];
  const left = round(x - square.side / 2);
  const length = scale.lengthOf(count);
  if (!scale.isCounted)
    return [h("rect", { x: left, y: up ? from - length : from, width: square.side, height: length, fill })];
  const step = square.side + square.gap;
  const d = Array.from({ length: count }, (_, at) => {
    const top = up ? from - (at + 1) * step + square.gap : from + at * step;
    return `M${left} ${top}h${square.side}v${square.side}h-${square.side}z`;
  });
  return [h("path", { d: d.join(""), fill })];
}

/** Points that are so near that their labels would touch have one label. */
function groupsOf(points: readonly TimelinePoint[], x: Scale["x"]): readonly (readonly TimelinePoint[])[] {
  const groups: TimelinePoint[][] = [];
  for (const point of points) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (first !== undefined && x(Date.parse(point.date)) - x(Date.parse(first.date)) < labelWidth)
      group!.push(point);
    else groups.push([point]);
  }
  return groups;
}

interface Label {
  readonly said: string;
  readonly x: number;
  readonly half: number;
  /** the height of what is below it */
  readonly above: number;
  readonly count: number;
}

/** `v2 to v4: +15 −2`. */
function labelOf(group: readonly TimelinePoint[], { x, lengthOf }: Scale): Label {
  const [first, last] = [group[0]!, group.at(-1)!];
  const [gains, losses] = [
    group.reduce((sum, one) => sum + one.gains, 0),
    group.reduce((sum, one) => sum + one.losses, 0),
  ];
  const changes = [...(gains > 0 ? [`+${gains}`] : []), ...(losses > 0 ? [`−${losses}`] : [])].join(" ");
  const name = first === last ? first.label : `${first.label} to ${last.label}`;
  const said = changes === "" ? name : `${name}: ${changes}`;
  const half = said.length * 3.7 + 2;
  const middle = (x(Date.parse(first.date)) + x(Date.parse(last.date))) / 2;
  return {
    ...{ said, half, count: gains + losses },
    x: round(Math.min(Math.max(middle, half), width - half)),
    above: greatestOf(group, (point) => lengthOf(point.gains)),
  };
}

/** Without the labels that would be over another one of more changes: the table has all. */
function withoutOverlap(labels: readonly Label[]): readonly Label[] {
  const kept: Label[] = [];
  for (const label of labels.toSorted((one, other) => other.count - one.count))
    if (kept.every(({ x, half }) => Math.abs(x - label.x) > half + label.half + 6)) kept.push(label);
  return kept;
}

const greatestOf = (points: readonly TimelinePoint[], of: (point: TimelinePoint) => number): number =>
  points.reduce((so, point) => Math.max(so, of(point)), 0);

const round = (value: number): number => Math.round(value * 10) / 10;
