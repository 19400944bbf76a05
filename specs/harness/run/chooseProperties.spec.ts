import { expect } from "chai";
import { chooseProperties } from "../../../harness/run/chooseProperties.js";
import { builtInProperties } from "../../../properties/catalogue/builtInProperties.js";
import { confinement } from "../../../properties/confinement.js";

const ids = (...asked: Parameters<typeof chooseProperties>): readonly string[] => {
  const chosen = chooseProperties(...asked);
  return chosen.ok
    ? chosen.value.map(({ id }) => id)
    : chosen.diagnostics.map(({ message, hint }) => `${message}: ${hint}`);
};
const own = confinement({ actions: ["s3:*"], resources: [], id: "own" });

describe("chooseProperties", () => {
  it("takes the preset `recommended` where nothing is named", () => {
    const recommended = builtInProperties.filter(({ preset }) => preset === "recommended");
    expect(ids()).to.deep.equal(recommended.map(({ id }) => id));
    expect(ids([], "strict")).to.include.members(recommended.map(({ id }) => id));
  });

  it("says what is not a property: one that is imported from nowhere, or a function that is not called", () => {
    const choices = ["tag-guard", undefined, confinement] as unknown as Parameters<
      typeof chooseProperties
    >[0];
    expect(ids(choices)).to.deep.equal([
      "`properties[1]` is undefined, and not a property: correct the name in its `import`, or name a built-in property: `planproof list properties`",
      "`properties[2]` is the function `confinement`, and not a property: call it: `confinement({ … })`",
    ]);
  });

  it("takes what is named alone, and in addition to a preset", () => {
    expect(ids(["tag-guard", own])).to.deep.equal(["tag-guard", "own"]);
    expect(ids([own], "recommended")).to.deep.equal([...ids(), "own"]);
    expect(ids(["tag-guard"], "recommended")).to.have.members(ids());
  });

  it("asks two properties of one id where both are given as values", () => {
    expect(ids([own, { ...own }, own])).to.deep.equal(["own", "own"]);
  });

  it("sets the parameters of a property, those of a repeated name together", () => {
    const names = [
      "pass-role-services:services=a.amazonaws.com,b.amazonaws.com",
      "pass-role-services:services=c.amazonaws.com",
    ];
    const chosen = chooseProperties(names);
    expect(chosen.ok && chosen.value.map(({ sentence }) => sentence)).to.deep.equal([
      "iam:PassRole is granted only for a.amazonaws.com, b.amazonaws.com, c.amazonaws.com",
    ]);
  });

  it("refuses one that is named both with parameters and without, and not two objects", () => {
    const [first, second] = ["no-escalation-path", "no-escalation-path:to=kms:Decrypt"];
    for (const names of [
      [first, second],
      [second, first],
    ])
      expect(ids(names as string[])[0]).to.match(
        /^`no-escalation-path` is named both with parameters and without: leave out/,
      );
    expect(ids([first!, first!])).to.deep.equal([first]);
    const objects = [{ id: first! }, { id: first!, parameters: { to: "kms:Decrypt" } }];
    expect(ids(objects)).to.deep.equal([first, first]);
  });

  for (const [name, message] of [
    ["tag-gard", "unknown property `tag-gard`: did you mean `tag-guard`?"],
    ["tag-guard:keys=a", "unknown parameter `keys` of `tag-guard`: `tag-guard` has no parameters"],
    [
      "pass-role-services:service=a.amazonaws.com",
      "unknown parameter `service` of `pass-role-services`: did you mean `services`?",
    ],
    [
      "pass-role-services:services=ecs",
      "`pass-role-services`: `services` cannot be `ecs`: expected a service principal such as ecs-tasks.amazonaws.com",
    ],
    [
      "no-escalation-path:resources=arn:aws:s3:::b/*",
      "`no-escalation-path`: `resources` has no meaning without `to`: give both, or leave out this one",
    ],
  ] as const) {
    it(`refuses \`${name}\` with what to write`, () => expect(ids([name])).to.deep.equal([message]));
  }

  it("refuses the preset `none` alone", () => {
    expect(ids([], "none")).to.deep.equal([
      "the preset `none` has no properties, and none is named: name some with `--property ID`, or choose the preset `recommended`",
    ]);
  });
});
