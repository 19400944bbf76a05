import type { Unless } from "../../properties/unless.js";

/** At most so many are named; `--format json` has all. */
const most = 3;

const statements: Readonly<Record<Unless["effect"], string>> = {
  Deny: "an explicit deny",
  Allow: "a statement that allows it",
};

/** What could reverse an answer: "an explicit deny in `aws_iam_role_policy.late.policy`, known after apply". */
export const describeUnless = (unless: readonly Unless[]): string =>
  [...new Set(unless.map(({ effect }) => effect))]
    .map((effect) => {
      const places = unless.filter((one) => one.effect === effect).map(describePlace);
      const more = places.length > most ? [`${places.length - most} more like this`] : [];
      return `${statements[effect]} in ${[...places.slice(0, most), ...more].join(", or in ")}`;
    })
    .join(", or ");

const describePlace = ({ address, afterApply }: Unless): string =>
  `\`${address}\`, ${afterApply ? "known after apply" : "which is unknown"}`;
