/** Files by their path in the repository, with their contents. */
export type FileTable = ReadonlyMap<string, string>;

/**
 * The rooms in the order of ARCHITECTURE.md, lowest first. A file belongs to the longest path it starts with;
 * `policies` and `harness` hold only their doors.
 */
export const rooms = [
  "policies/text",
  "policies/language",
  "policies/reference",
  "policies/managed",
  "policies/evaluate",
  "policies/prove/sets",
  "policies/prove/callers",
  "policies/prove/question",
  "policies/prove/solve",
  "policies/prove/witness",
  "policies/prove/certificate",
  "policies/prove",
  "policies/prove/actions",
  "policies",
  "generators/near",
  "generators/mutants",
  "generators",
  "properties/escalation",
  "properties",
  "properties/catalogue",
  "harness/plan/resources",
  "harness/plan/provider",
  "harness/plan/hcl",
  "harness/plan/configuration",
  "harness/plan/unknown",
  "harness/plan/policies",
  "harness/plan/principals",
  "harness/plan/organization",
  "harness/plan/targets",
  "harness/plan",
  "harness/plan/input",
  "harness/plan/lines",
  "harness/plan/source",
  "harness/redact",
  "harness/run/shards",
  "harness/gate",
  "harness/run",
  "harness/run/warnings",
  "harness/run/compare",
  "harness/run/diff",
  "harness/run/who",
  "harness/run/history",
  "harness/run/access",
  "harness/run/mutate",
  "harness/config",
  "harness/cells",
  "harness/corpus",
  "harness/page",
  "harness/page/browser",
  "harness/report/formats",
  "harness/report",
  "harness/merge",
  "harness/init",
  "harness/runners",
  "harness/runners/mocha",
  "harness/runners/vitest",
  "harness/runners/jest",
  "harness/runners/node",
  "harness/cdktf",
  "harness/api",
  "harness/runners/chai",
  "harness/cli",
  "harness/cli/commands",
  "harness/cli/frame",
  "harness",
  "specs",
];

/** What other packages and projects import; the only files that may do nothing but hand on. */
export const doors = [
  "policies/policies.ts",
  "generators/generators.ts",
  "properties/properties.ts",
  "harness/planproof.ts",
  "harness/runners/mocha/mocha.ts",
  "harness/runners/vitest/vitest.ts",
  "harness/runners/jest/jest.ts",
  "harness/runners/node/node.ts",
  "harness/runners/chai/chai.ts",
  "harness/cdktf/cdktf.ts",
];

/** Rooms that must not see what they could see by their place. */
const walls: readonly { readonly from: string; readonly to: RegExp; readonly reason: string }[] = [
  {
    from: "generators",
    to: /^policies\/(evaluate|prove)\//,
    reason: "generators never import the evaluator",
  },
  { from: "policies", to: /^fast-check$/, reason: "policies know no fast-check" },
  {
    from: "",
    to: /^@cdktf\/provider-aws(\/lib)?(\/index(\.js)?)?$/,
    reason: "the root of provider-aws loads 2,600 modules",
  },
  { from: "", to: /^(planproof)(\/|$)/, reason: "inside, import the file itself" },
];

const readers = [
  "policies/reference",
  "policies/managed",
  "harness/plan",
  "harness/corpus",
  "harness/cdktf",
  "harness/config",
  "harness/init",
  "harness/cli",
  "specs",
];
/** A configuration is code of the user. */
const runsCode = "harness/config/importModule.ts";
const fileModule = /^(node:)?fs(\/promises)?$/;

const wordless = /^(index|utils?|helpers?|common|types?|constants?|misc|shared|lib)$/i;

export interface Import {
  readonly from: string;
  /** a path of the table for a relative import, else the package's name as written */
  readonly to: string;
}

/** Every import of a file, those of types included; `import(…)` of what is not a literal has `to` `(computed)`. */
export function importsOf(path: string, text: string): readonly Import[] {
  const clauses = text.matchAll(/^(?:import|export)\s+[\w$\s{},*]*?from\s*["']([^"']+)["']/gm);
  const effects = text.matchAll(/^import\s*["']([^"']+)["']/gm);
  const calls = text.matchAll(/\b(?:import|require)\(\s*(?:["'`]([^"'`$]+)["'`]\s*[,)]|[^\s)])/g);
  const specifiers = [...clauses, ...effects, ...calls].map((match) => match[1] ?? "(computed)");
  return specifiers.map((specifier) => ({ from: path, to: resolve(path, specifier) }));
}

/** All breaches of the house's laws on who may import what, one sentence each; none for a good house. */
export function breaches(files: FileTable): readonly string[] {
  const imports = [...files].flatMap(([path, text]) => importsOf(path, text));
  return [
    ...[...files.keys()].flatMap(misnamed),
    ...[...files].flatMap(([path, text]) => handingOn(path, text)),
    ...imports.flatMap((edge) => [
      ...missing(edge, files),
      ...upward(edge),
      ...walled(edge),
      ...throughDoor(edge),
    ]),
    ...cycles(imports),
  ];
}

function misnamed(path: string): readonly string[] {
  const parts = path.split("/").map((part) => part.replace(/(\.spec|\.types)?\.ts$/, ""));
  const vague = parts
    .filter((part) => wordless.test(part))
    .map((part) => `${path}: \`${part}\` names no concept`);
  const roomless = rooms[rankOf(path)];
  const homeless = (roomless === "policies" || roomless === "harness") && !doors.includes(path);
  return homeless || roomless === undefined ? [...vague, `${path}: lies in no room`] : vague;
}

function handingOn(path: string, text: string): readonly string[] {
  const rest = text
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replaceAll(/^export\s+[\w$\s{},*]*?from\s*["'][^"']+["'];?/gm, "");
  const only = rest !== text && rest.trim() === "" && /^export\s/m.test(text);
  return only && !doors.includes(path) ? [`${path}: does nothing but hand on`] : [];
}

const missing = ({ from, to }: Import, files: FileTable): readonly string[] =>
  to === "(computed)" && !from.startsWith("specs/") && from !== runsCode
    ? [`${from}: imports what is known only when it runs`]
    : isFile(to) && !files.has(to) && !from.startsWith("specs/")
      ? [`${from}: imports ${to}, which is not there`]
      : [];

const upward = ({ from, to }: Import): readonly string[] =>
  isFile(to) && rankOf(to) > rankOf(from) ? [`${from}: imports ${to}, which lies above it`] : [];

const walled = ({ from, to }: Import): readonly string[] => [
  ...walls
    .filter((wall) => from.startsWith(wall.from) && !from.startsWith("specs/") && wall.to.test(to))
    .map(({ reason }) => `${from}: imports ${to}, but ${reason}`),
  ...(fileModule.test(to) && !readers.some((room) => from.startsWith(`${room}/`))
    ? [`${from}: imports ${to}, but its room touches no files`]
    : []),
];

const throughDoor = ({ from, to }: Import): readonly string[] =>
  doors.includes(to) && !from.startsWith("specs/")
    ? [`${from}: imports the door ${to}; import the file itself`]
    : [];

/** One sentence for each import that closes a ring, found depth first. */
function cycles(imports: readonly Import[]): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path))
      found.push(`${[...trail.slice(trail.indexOf(path)), path].join(" -> ")}: a cycle`);
    if (trail.includes(path) || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}

/** -1 for a file outside the house. A door, which nothing inside imports, is above all rooms of its folder. */
function rankOf(path: string): number {
  const own = rooms.filter((room) => path.startsWith(`${room}/`));
  const room = own.toSorted((one, other) => other.length - one.length)[0] ?? "";
  if (!doors.includes(path)) return rooms.indexOf(room);
  return rooms.findLastIndex((one) => `${one}/`.startsWith(`${room}/`));
}

const isFile = (to: string): boolean => to.endsWith(".ts");

/** `../text/parseJson.js` seen from a file of policies/language is `policies/text/parseJson.ts`. */
function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return new URL(specifier, `file:///${from}`).pathname.slice(1).replace(/\.js$/, ".ts");
}
