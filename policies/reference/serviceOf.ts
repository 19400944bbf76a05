/** `ec2` of `EC2:DescribeInstances`. */
export const serviceOf = (action: string): string => action.split(":", 1)[0]!.toLowerCase();
