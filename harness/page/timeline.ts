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

const size = { width: 980, left: 16, right: 40, axis: 92, height: 124, stem: 58 };

/** Points to scale in time: what was added is above the line, what was taken away is below. */
export function timeline(points: readonly TimelinePoint[], label: string): Markup {
  const years = points.map(({ date }) => Number(date.slice(0, 4)));
  const [first, last] = [
    years.reduce((a, b) => Math.min(a, b), 9999),
    years.reduce((a, b) => Math.max(a, b), 0) + 1,
  ];
  const [start, end] = [Date.UTC(first, 0), Date.UTC(last, 0)];
  const x = (time: number) =>
    size.left + ((time - start) / (end - start)) * (size.width - size.left - size.right);
  const most = points.reduce((so, { gains, losses }) => Math.max(so, gains, losses), 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const step = Math.ceil(ticks.length / 14);
  return h(
    "svg",
    {
      width: size.width,
      height: size.height,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: "img",
      "aria-label": label,
    },
    h("path", { class: "e", d: `M${size.left} ${size.axis}H${size.width - 8}` }),
    ...ticks.filter((_, at) => at % step === 0).flatMap((year) => tick(x(Date.UTC(year, 0)), year)),
    ...stems(points, { x, most }),
  );
}

const tick = (at: number, year: number): readonly Markup[] => [
  h("path", { class: "e", d: `M${round(at)} ${size.axis}v6` }),
  h("text", { class: "s", x: round(at) + 4, y: size.axis + 26 }, String(year)),
];

interface Scale {
  readonly x: (time: number) => number;
  readonly most: number;
}

/** Points that are so near that their labels would touch have one label. */
function stems(points: readonly TimelinePoint[], { x, most }: Scale): readonly Markup[] {
  const groups: TimelinePoint[][] = [];
  for (const point of points) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (first !== undefined && x(Date.parse(point.date)) - x(Date.parse(first.date)) < nearest)
      group!.push(point);
    else groups.push([point]);
  }
  const heightOf = (count: number) => (count === 0 ? 0 : 6 + Math.round((count / most) * (size.stem - 6)));
  return [
    ...points.flatMap((point) => stem(point, { at: round(x(Date.parse(point.date))), heightOf })),
    ...groups.map((group) => {
      const [first, last] = [group[0]!, group.at(-1)!];
      const said = labelOf(group);
      const middle = (x(Date.parse(first.date)) + x(Date.parse(last.date))) / 2;
      const top = group.reduce((so, { gains }) => Math.max(so, heightOf(gains)), 5);
      return h(
        "text",
        {
          x: round(Math.max(middle, said.length * 3.7 + 2)),
          y: size.axis - top - 9,
          "text-anchor": "middle",
        },
        said,
      );
    }),
  ];
}

const nearest = 100;

/** `v2 to v4: +15 −2`. */
function labelOf(group: readonly TimelinePoint[]): string {
  const [first, last] = [group[0]!, group.at(-1)!];
  const [gains, losses] = [
    group.reduce((sum, one) => sum + one.gains, 0),
    group.reduce((sum, one) => sum + one.losses, 0),
  ];
  const changes = [...(gains > 0 ? [`+${gains}`] : []), ...(losses > 0 ? [`−${losses}`] : [])].join(" ");
  const name = first === last ? first.label : `${first.label} to ${last.label}`;
  return changes === "" ? name : `${name}: ${changes}`;
}

function stem(
  { gains, losses, warns }: TimelinePoint,
  { at, heightOf }: { readonly at: number; readonly heightOf: (count: number) => number },
): readonly Markup[] {
  const colour = warns ? "var(--high)" : "var(--new)";
  const line = (length: number, stroke: string) =>
    h("path", { d: `M${at} ${size.axis}v${length}`, stroke, "stroke-width": 3 });
  return [
    ...(gains > 0 ? [line(-heightOf(gains), colour)] : []),
    ...(losses > 0 ? [line(Math.min(heightOf(losses), 16), "var(--rule)")] : []),
    h("circle", { cx: at, cy: size.axis, r: 3.5, fill: warns ? "var(--high)" : "var(--ink)" }),
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;
