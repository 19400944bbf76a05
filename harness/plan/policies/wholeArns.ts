import type { Policy } from "../../../policies/language/policySet.js";

/**
 * A policy of a REST API with the ARNs that API Gateway puts in place of the short form `execute-api:/stage/GET/jobs`.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 *
 * @param api the ARN of the API
 */
export const wholeArns = ({ source, document }: Policy, api: string): Policy => ({
  source,
  document: {
    ...document,
    statements: document.statements.map((statement) => {
      const { resource } = statement;
      if (resource === undefined) return statement;
      const patterns = resource.patterns.map((pattern) => pattern.replace(/^execute-api:(?=\/)/, () => api));
      return { ...statement, resource: { ...resource, patterns } };
    }),
  },
});
