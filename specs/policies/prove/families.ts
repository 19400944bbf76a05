import type { PolicySet } from "../../../policies/language/policySet.js";
import { allowing } from "./policySets.js";

/** A pair of policy sets that grows with a number, made to be hard for the prover. */
export type Family = (n: number) => { readonly left: PolicySet; readonly right: PolicySet };

const upTo = <T>(n: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: n }, (_, at) => make(at));

/** Each statement has separate variables, which the tag-guard law asks about one by one. */
export const vars: Family = (n) => ({
  left: allowing(
    ...upTo(n, (at) => ({
      Resource: `arn:aws:s3:::b${at}/\${aws:PrincipalTag/a${at}}/\${aws:PrincipalTag/b${at}}/*`,
      Condition: { StringEquals: { [`aws:ResourceTag/t${at}`]: `\${aws:PrincipalTag/c${at}}` } },
    })),
  ),
  right: allowing({ Action: "s3:*" }),
});

/** Action and resource patterns of which each meets all the others; the right side is as many narrower ones. */
export const glob: Family = (n) => {
  const side = (tail: string) =>
    allowing(...upTo(n, (at) => ({ Action: `s3:*A${at}B*`, Resource: `arn:aws:s3:::*a${at}b*${tail}` })));
  return { left: side(""), right: side("c*") };
};

/** The pigeonhole principle: n + 1 keys for each of n holes; the right side allows what breaks it. */
export const php: Family = (n) => {
  const key = (pigeon: number, hole: number) => `aws:RequestTag/p${pigeon}h${hole}`;
  const nowhere = upTo(n + 1, (pigeon) => ({
    Condition: { Null: Object.fromEntries(upTo(n, (hole) => [key(pigeon, hole), "true"])) },
  }));
  const together = upTo(n, (hole) =>
    upTo(n + 1, (one) =>
      upTo(one, (other) => ({
        Condition: { Null: { [key(one, hole)]: "false", [key(other, hole)]: "false" } },
      })),
    ).flat(),
  ).flat();
  return { left: allowing({}), right: allowing(...nowhere, ...together) };
};

const keyed = (n: number, value: string) => ({
  Action: "s3:*",
  Condition: {
    StringEquals: Object.fromEntries(upTo(n, (at) => [`aws:RequestTag/k${at}`, `${value}${at}`])),
  },
});

/** So many keys in one condition. */
export const keys: Family = (n) => ({ left: allowing(keyed(n, "v")), right: allowing(keyed(n, "w")) });

/** So many patterns for one key. */
export const values: Family = (n) => {
  const side = (tail: string) =>
    allowing({
      Action: "s3:*",
      Condition: { StringLike: { "aws:RequestTag/k": upTo(n, (at) => `*v${at}${tail}`) } },
    });
  return { left: side("*"), right: side("w*") };
};

/** Everything, and everything with a condition of so many values. */
export const star: Family = (n) => ({
  left: allowing({ Action: "*" }),
  right: allowing({
    Action: "*",
    Condition: { StringEquals: { "aws:RequestedRegion": upTo(n, (at) => `region-${at}`) } },
  }),
});

/** All of them, by name. */
export const families = { vars, glob, php, keys, values, star } as const;
