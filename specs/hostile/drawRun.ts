import { zipSync } from "fflate";
import { loadCommand } from "../../harness/cli/command.js";
import { commands as entries } from "../../harness/cli/commands/commands.js";
import { optionsOf } from "../../harness/cli/readArguments.js";
import { caseLines, configurations, documents, plans, stack, states } from "./baseInputs.js";
import { Dice } from "./dice.js";
import { editBytes } from "./editBytes.js";
import { editHcl } from "./editHcl.js";
import { editJson, editText } from "./editJson.js";
import { canary, type Draw, type HostileRun } from "./hostileRun.js";
import { oddStrings, spellOut } from "./oddValues.js";
import { plantSecrets } from "./plantSecrets.js";

const commands = await Promise.all(entries.map(loadCommand));

export interface DrawOptions {
  /** how deep the deepest input nests; default 300 */
  readonly depth?: number;
  /** the edits to leave out, by their number */
  readonly without?: ReadonlySet<number>;
  /** the kinds of input to draw; default all */
  readonly kinds?: readonly string[];
}

/** The run of a seed, and how many edits made it. */
export function drawRun(
  seed: number,
  { depth = 300, without = new Set(), kinds = Object.keys(makers) }: DrawOptions = {},
): { readonly run: HostileRun; readonly edits: number } {
  const dice = new Dice(seed);
  let edits = 0;
  const edit: Draw["edit"] = (value, apply) => {
    let edited = value;
    for (let left = dice.pick([0, 1, 1, 2, 4]); left > 0; left -= 1) {
      if (!without.has(edits)) edited = apply(edited, new Dice(seed * 1009 + edits), depth);
      edits += 1;
    }
    return edited;
  };
  const kind = dice.pick(kinds);
  const run = makers[kind]!({ dice, depth, edit });
  return { run: { kind, ...run }, edits };
}

type Maker = (draw: Draw) => Omit<HostileRun, "kind">;

/** Asks something of a source, by a command and a format drawn from the table of commands. */
function ask(dice: Dice, source: string): readonly string[] {
  const command = dice.pick(commands.filter(({ operands }) => /^(SOURCE|LEFT|BEFORE|PLAN)/.test(operands)));
  const other = dice.pick([source, "managed:AWSBatchServiceRole"]);
  const isPair =
    command.operands.startsWith("LEFT") || (command.operands.startsWith("BEFORE") && dice.oneIn(2));
  const flags = Object.entries({
    runs: "5",
    size: "3",
    ...(command.name === "corpus generate" && { out: "cases.out" }),
    ...(dice.oneIn(3) && { universe: "typed" }),
    ...(command.name === "decide" && { action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }),
  }).filter(([name]) => command.options[name] !== undefined);
  const rest = flags.flatMap(([name, value]) => [`--${name}`, value]);
  return [
    ...command.name.split(" "),
    source,
    ...(isPair ? [other] : []),
    ...rest,
    "--format",
    dice.pick(command.formats),
  ];
}

/** A source with the address of one of its roles, mostly: several commands take no more than one target. */
function narrowed(name: string, plan: string, dice: Dice): string {
  const roles = [...plan.matchAll(/"address":"(aws_iam_role\.\w+)"/g)].map((match) => match[1]!);
  return roles.length > 0 && !dice.oneIn(3) ? `${name}#${dice.pick(roles)}` : name;
}

/** A JSON file with secrets in it; now and then its characters are edited too, which may make them public. */
function secretFile(base: unknown, { dice, edit }: Draw) {
  const text = spellOut(plantSecrets(edit(base, editJson)));
  return dice.oneIn(9) ? { text: editText(text, dice) } : { text, canary };
}

const planOf =
  (bases: readonly unknown[]): Maker =>
  (draw) => {
    const { text, ...rest } = secretFile(draw.dice.pick(bases), draw);
    return {
      argv: ask(draw.dice, narrowed("input.json", text, draw.dice)),
      files: { "input.json": text },
      ...rest,
    };
  };

const policy: Maker = ({ dice, edit }) => ({
  files: { "policy.json": spellOut(edit(dice.pick(documents), editJson)) },
  argv: ask(dice, dice.pick(["policy.json", "policy.json#statement=1", "policy.json#tag-guarded"])),
});

const binaryPlan: Maker = (draw) => {
  const { dice, edit } = draw;
  const secret = `# ${canary}\nvariable "planted" {\n  sensitive = true\n  default = "${canary}"\n}\n`;
  const encode = (text: string) => new TextEncoder().encode(text);
  const name = dice.oneIn(9) ? dice.pick(oddStrings) : "main.tf";
  const files = {
    tfplan: encode("plan"),
    [`tfconfig/m-/${name}`]: encode(secret + edit(dice.pick(configurations), editHcl)),
    "tfconfig/m-/other.tf": encode("locals { other = true }\n"),
    ...(dice.oneIn(9) && { "tfconfig/m-/large.tf": new Uint8Array(dice.pick([1e5, 1e7])) }),
  };
  const zip = zipSync(files, { mtime: "2000-01-01" });
  const { text, ...rest } = secretFile(dice.pick(plans), draw);
  const bytes = dice.oneIn(4) ? edit<Uint8Array>(zip, editBytes) : zip;
  return { argv: ask(dice, narrowed("tfplan", text, dice)), files: { tfplan: bytes }, shown: text, ...rest };
};

const cdktf: Maker = ({ dice, edit }) => {
  const path = dice.oneIn(9) ? dice.pick(["../x", "stacks", "", ...oddStrings]) : "app.json";
  const manifest = { version: "0.21.0", stacks: { app: { name: "app", synthesizedStackPath: path } } };
  return {
    argv: ask(dice, dice.pick(["out", "out/app.json"])),
    files: {
      "out/manifest.json": spellOut(dice.oneIn(4) ? edit<unknown>(manifest, editJson) : manifest),
      "out/app.json": spellOut(edit<unknown>(stack, editJson)),
    },
  };
};

const cases: Maker = ({ dice, edit }) => {
  const row: unknown = JSON.parse(dice.pick(caseLines));
  const lines = [spellOut(edit(row, editJson)), dice.pick(caseLines)];
  const text = `${lines.join(dice.pick(["\n", "\n\n", "\r\n", "\u2028"]))}\n`;
  const argv = ["corpus", "replay", "cases.jsonl", "--format", dice.pick(["human", "json"])];
  return { argv, files: { "cases.jsonl": dice.oneIn(6) ? editText(text, dice) : text } };
};

const pairs: Maker = ({ dice, edit }) => {
  const [left, right] = [edit(dice.pick(documents), editJson), edit(dice.pick(documents), editJson)];
  const pair = { id: dice.pick(["a", ...oddStrings]), left, right: dice.oneIn(2) ? left : right };
  const argv = ["compare", "--pairs", "pairs.jsonl", "--format", dice.pick(["human", "json"])];
  return {
    argv,
    files: { "pairs.jsonl": `${spellOut(dice.oneIn(4) ? edit<unknown>(pair, editJson) : pair)}\n` },
  };
};

const given: Maker = ({ dice, edit }) => ({
  argv: [...ask(dice, "managed:AWSThing"), "--managed", "given"],
  files: {
    "given/AWSThing.json": spellOut(
      edit<unknown>({ PolicyVersion: { Document: dice.pick(documents), VersionId: "v3" } }, editJson),
    ),
  },
});

const request: Maker = ({ dice, edit }) => {
  const { request: asked } = JSON.parse(dice.pick(caseLines)) as { request: unknown };
  return {
    argv: ["decide", "managed:AWSBatchServiceRole", "--request", "request.json", "--format", "json"],
    files: { "request.json": spellOut(edit(asked, editJson)) },
  };
};

/** Further words of the command line in any order, which fit or do not. */
const flags: Maker = ({ dice, edit }) => {
  const selector = dice.pick(["", "", "#statement=1", `#${dice.pick(oddStrings)}`]);
  const argv = ask(dice, `${dice.pick(["policy.json", "managed:AWSBatchServiceRole"])}${selector}`);
  const options = Object.entries(optionsOf(dice.pick(commands))).filter(
    ([name]) => !/^(out|help|save|update|add)/.test(name),
  );
  const words = Array.from({ length: dice.below(3) }, () => {
    const [name, { value, words: known = [], minimum }] = dice.pick(options);
    if (value === undefined) return [`--${name}`];
    const given = dice.pick([
      ...known,
      minimum === undefined ? value : String(minimum + 2),
      dice.pick(oddStrings),
    ]);
    return dice.pick([[`--${name}`, given], [`--${name}=${given}`], [given]]);
  });
  const edited = edit<readonly string[]>([...argv, ...words.flat()], (all, own) =>
    all.map((word) => (own.oneIn(9) ? editText(word, own) : word)),
  );
  return { argv: edited, files: { "policy.json": JSON.stringify(documents[0]) } };
};

const makers: Readonly<Record<string, Maker>> = {
  plan: planOf(plans),
  state: planOf(states),
  policy,
  binaryPlan,
  cdktf,
  cases,
  pairs,
  given,
  request,
  flags,
};

/** The kinds of input there are. */
export const hostileKinds = Object.keys(makers);
