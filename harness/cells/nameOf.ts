/** `DescribeInstances` of `ec2:DescribeInstances`. */
export const nameOf = (action: string): string => action.slice(action.indexOf(":") + 1);

/** `Describe` of `ec2:DescribeInstances`. */
export const verbOf = (action: string): string => /^[A-Z]?[a-z]+/.exec(nameOf(action))?.[0] ?? "";

/** `Instances` of `ec2:DescribeInstances`; empty where a name has one word. */
export const objectOf = (action: string): string => /^[A-Z][a-z]+([A-Z]\w*)$/.exec(nameOf(action))?.[1] ?? "";
