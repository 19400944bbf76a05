import { renderPolicyDocument } from "./renderPolicyDocument.js";
import { place } from "./resourceRules.js";
import type { Values } from "./wireValue.js";

const { account, partition, region } = place;

const readers: Readonly<Record<string, (config: Values) => Values>> = {
  aws_caller_identity: () => ({
    id: account,
    account_id: account,
    user_id: account,
    arn: `arn:${partition}:iam::${account}:root`,
  }),
  aws_partition: () => ({
    id: partition,
    partition,
    dns_suffix: "amazonaws.com",
    reverse_dns_prefix: "com.amazonaws",
  }),
  aws_region: () => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
  aws_iam_policy_document: (config) => {
    const document = renderPolicyDocument(config);
    const json = JSON.stringify(document, null, 2);
    return { id: String(json.length), json, minified_json: JSON.stringify(document), version: "2012-10-17" };
  },
};

/** Reads a data source as AWS would answer; undefined for one that the mock provider does not know. */
export function readDataSource(type: string, config: Values): Values | undefined {
  const read = readers[type];
  return read && { ...config, ...read(config) };
}
