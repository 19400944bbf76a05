import { operatorNames } from "../../policies/language/policyDocument.js";
import type { Dice } from "./dice.js";
import { placesIn, replaceAt, valueAt } from "./jsonTree.js";
import { oddStrings, oddValue } from "./oddValues.js";

type Json = Readonly<Record<string, unknown>>;

const actions = ["*", "s3:*", "s3:Get*", "ec2:Describe?nstances", "iam:PassRole", "*:*", "batch:TagResource"];
const keys = [
  "aws:username",
  "aws:PrincipalTag/a",
  "aws:RequestTag/a",
  "aws:TagKeys",
  "aws:SourceIp",
  "aws:cURRENTtIME",
];
const values = [
  "a",
  "*",
  "a*b?c",
  "${aws:username}",
  "${aws:PrincipalTag/a, '*'}",
  "10.0.0.0/8",
  "::/0",
  "1e9",
  "true",
];

/** Edits a policy document in a way that keeps most of its meaning, or most of its grammar. */
export function editPolicy(policy: unknown, dice: Dice, depth: number): unknown {
  if (typeof policy !== "object" || policy === null) return oddValue(dice, depth);
  const { Statement, ...rest } = policy as Json;
  const statements = [Statement].flat();
  if (dice.oneIn(8))
    return { ...rest, Version: dice.pick(["2008-10-17", "2012-10-17", ...oddStrings]), Statement };
  if (dice.oneIn(6)) return { ...rest, Statement: multiplied(statements, dice) };
  const at = dice.below(Math.max(1, statements.length));
  const edited = statements.map((one, index) => (index === at ? editStatement(one, dice, depth) : one));
  return { ...rest, Statement: edited };
}

/** Many statements that differ in one glob or one condition value each. */
function multiplied(statements: readonly unknown[], dice: Dice): readonly unknown[] {
  const count = 2 + dice.below(30);
  const kind = dice.below(3);
  return Array.from({ length: count }, (_, index) => {
    const one = { ...(statements[index % Math.max(1, statements.length)] as object) } as Json;
    if (kind === 0)
      return { ...one, Sid: `S${index}`, Resource: `arn:aws:s3:::*a${index}*b/\${aws:username}` };
    if (kind === 1) return { ...one, Sid: `S${index}`, Condition: condition(dice) };
    return { ...one, Sid: `S${index}`, Action: [`s3:*${index}*`, dice.pick(actions)] };
  });
}

function editStatement(statement: unknown, dice: Dice, depth: number): unknown {
  if (typeof statement !== "object" || statement === null) return {};
  const { Condition, ...rest } = statement as Json;
  const places = placesIn(statement);
  return dice.pick<() => unknown>([
    () => ({ ...rest, Condition: { ...(Condition as object), ...condition(dice) } }),
    () => ({ ...rest, Effect: dice.pick(["Allow", "Deny", "allow", ...oddStrings]) }),
    () => negated(statement as Json, dice.pick(["Action", "Resource", "Principal"])),
    () => ({ ...statement, Action: Array.from({ length: 1 + dice.below(60) }, () => dice.pick(actions)) }),
    () => ({ ...statement, Resource: glob(dice) }),
    () => ({
      ...statement,
      Principal: dice.pick<unknown>(["*", { AWS: "*" }, { Service: glob(dice) }, { AWS: ["111122223333"] }]),
    }),
    () => replaceAt(statement, dice.pick(places), () => oddValue(dice, depth)),
    () => replaceAt(statement, dice.pick(places), () => valueAt(statement, dice.pick(places))),
  ])();
}

const negated = (statement: Json, name: string): Json =>
  Object.fromEntries(
    Object.entries(statement).map(([key, value]) => [
      key === name ? `Not${name}` : key === `Not${name}` ? name : key,
      value,
    ]),
  );

const glob = (dice: Dice): string =>
  `arn:aws:s3:::${Array.from({ length: 1 + dice.below(20) }, () => dice.pick(["*", "?", "a", "b/", "${aws:username}"])).join("")}`;

function condition(dice: Dice): Json {
  const name = dice.pick(operatorNames);
  const operator = `${dice.pick(["", "", "ForAnyValue:", "ForAllValues:"])}${name}${dice.pick(["", "IfExists"])}`;
  const given = Array.from({ length: 1 + dice.below(5) }, () => dice.pick([...values, ...oddStrings]));
  return { [operator]: { [dice.pick(keys)]: given } };
}
