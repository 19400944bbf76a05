import { expect } from "chai";
import { managedPoliciesDate } from "../../../policies/managed/managedPoliciesDate.js";
import { managedVersions } from "../../../policies/managed/managedVersions.js";

/** The versions found, or the hint. */
function asked(name: string, wanted?: string): string {
  const found = managedVersions(name, wanted);
  return found.ok ? found.value.map(({ version }) => version).join(" ") : found.diagnostics[0]!.hint;
}

const arn = "arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole";

describe("the versions of an AWS managed policy", () => {
  const found: readonly (readonly [string, string | undefined, string])[] = [
    ["AWSBatchServiceRole", undefined, "v14"],
    [arn, "v9", "v9"],
    ["AWSBatchServiceRole", "v7..v9", "v7 v8 v9"],
    ["AWSBatchServiceRole", "v9..v9", "v9"],
    ["ReadOnlyAccess", "v140..v178", "v140 v159 v178"],
    ["AWSBatchServiceRole", "2016-12-06", "v1"],
    ["AWSBatchServiceRole", "2021-12-06", "v11"],
    ["AWSBatchServiceRole", "2021-12-07", "v12"],
    ["AWSBatchServiceRole", "2026-08-26", "v14"],
    ["AdministratorAccess", "2020-02-29", "v1"],
  ];
  for (const [name, wanted, versions] of found)
    it(`of ${name} by ${wanted ?? "name alone"} are ${versions}`, () =>
      expect(asked(name, wanted)).to.equal(versions));

  const refused: readonly (readonly [string, string | undefined, RegExp])[] = [
    ["ReadOnlyAcces", undefined, /^did you mean `ReadOnlyAccess`/],
    ["readonlyaccess", undefined, /^did you mean `ReadOnlyAccess`/],
    ["x".repeat(100_000), undefined, /^`planproof list policies` lists those known on/],
    ["AWSBatchServiceRole", "v15", /^it has v1 to v14$/],
    ["ReadOnlyAccess", "v150", /^it has v1 to v140, v159, v178 to v179, v181 to v\d+$/],
    ["AWSBatchServiceRole", "v9..v7", /^it has v1 to v14$/],
    ["AWSBatchServiceRole", "v1..", /^it has v1 to v14$/],
    ["AWSBatchServiceRole", "v1..v2..v3", /^it has v1 to v14$/],
    ["AWSBatchServiceRole", "", /^it has v1 to v14$/],
    ["AWSBatchServiceRole", "2016-12-05", /^its first version known is `v1`, of 2016-12-06$/],
    ["AWSBatchServiceRole", "2023-02-29", /^write a day of the calendar/],
    ["AWSBatchServiceRole", "2023-13-01", /^write a day of the calendar/],
    [
      "AWSBatchServiceRole",
      "9999-12-31",
      /^the data ends on 20\d\d-\d\d-\d\d; `managed:AWSBatchServiceRole` is the newest$/,
    ],
    [
      "ReadOnlyAccess",
      "2024-06-01",
      /^`v104` is of 2023-08-07, and the next one with a known day is `v\d+`, of 202/,
    ],
    ["policy/AWSBatchServiceRole", undefined, new RegExp(`\`${arn}\``)],
  ];
  for (const [name, wanted, hint] of refused)
    it(`of ${name.slice(0, 30)} by ${wanted ?? "name alone"} are refused with a hint`, () =>
      expect(asked(name, wanted)).to.match(hint));

  it("are those of the data's day", () => expect(managedPoliciesDate()).to.match(/^20\d\d-\d\d-\d\d$/));
});
