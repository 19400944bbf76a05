import { actionNames } from "../../policies/reference/facts/actionTable.js";
import { dataReads } from "../../policies/reference/facts/dataReads.js";
import { configurable } from "../configurable.js";
import { confinement } from "../confinement.js";

/**
 * Data is read only from some resources.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { dataConfined } from "planproof/properties";
 *
 * const law = dataConfined.with({ resources: ["arn:aws:s3:::jobs/*"] });
 * assert.equal(law.sentence, "data is read only from arn:aws:s3:::jobs/*");
 * ```
 */
export const dataConfined = configurable(
  {
    resources: { help: "the resources that data may be read from", form: "resource" },
    actions: { help: "the actions that read data", form: "action", default: actionNames(dataReads) },
  },
  ({ resources, actions }) => ({
    ...confinement({
      actions,
      resources,
      id: "data-confined",
      sentence: `data is read only from ${resources.join(", ") || "the resources given"}`,
    }),
    severity: "high",
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html",
    remedy: "name the resources in the statement",
  }),
);
