import { globalServices } from "../../policies/reference/globalServices.js";
import { forActions, inAll, withoutAccess } from "../allowedBy.js";
import { configurable } from "../configurable.js";
import { forbidden } from "../forbidden.js";
import { meeting, when } from "../meeting.js";

/** Services of which some requests have one region only, or sources differ about it. */
const partlyGlobal =
  "sts globalaccelerator health pricing ecr-public chime aws-marketplace cur trustedadvisor account".split(
    " ",
  );

/**
 * Nothing regional is allowed outside some regions. Services with one endpoint for all of a partition are left out, and so are
 * resources whose ARN names one of the regions, as a request for them is sent there.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { regionConfined } from "planproof/properties";
 *
 * const law = regionConfined.with({ regions: ["eu-west-1"] });
 * assert.equal(law.sentence, "nothing regional is allowed outside eu-west-1");
 * ```
 */
export const regionConfined = configurable(
  {
    regions: { help: "the regions in use", form: "region" },
    except: { help: "actions that are left out", form: "action", default: [] },
  },
  ({ regions, except }) =>
    forbidden({
      id: "region-confined",
      sentence: `nothing regional is allowed outside ${regions.join(", ") || "the regions given"}`,
      severity: "medium",
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-requested-region.html",
      remedy: "deny it by a statement or an SCP with StringNotEquals on aws:RequestedRegion",
      what: "request outside the regions",
      access: () => [
        inAll(
          forActions(["*"], [...[...globalServices, ...partlyGlobal].map((one) => `${one}:*`), ...except]),
          meeting(
            when("StringNotEquals", "aws:RequestedRegion", regions),
            when("Null", "aws:RequestedRegion", ["false"]),
          ),
          // what names a region is asked for there
          withoutAccess({
            kind: "matching",
            statement: {
              resource: { negated: false, patterns: regions.map((one) => `arn:*:*:${one}:*:*`) },
            },
          }),
        ),
      ],
      reason: ({ request: { action, context } }) =>
        `\`${action}\` is allowed in ${String(context["aws:RequestedRegion"])}`,
    }),
);
