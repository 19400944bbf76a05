/**
 * Sizes and counts that IAM refuses to exceed, as of 2026-11-25: characters without white space, the inline policies of
 * a principal added up, and the greatest value that AWS raises an adjustable quota to.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const iamQuotas = {
  managed: 6144,
  trust: 8192,
  inline: { aws_iam_user: 2048, aws_iam_group: 5120, aws_iam_role: 10_240 } as Readonly<
    Record<string, number>
  >,
  attached: { aws_iam_user: 20, aws_iam_group: 10, aws_iam_role: 25 } as Readonly<Record<string, number>>,
} as const;
