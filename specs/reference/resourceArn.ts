import fc from "fast-check";
import { arnPartPattern, arnTailPattern, from, join, often, repeat, variable } from "./generatedText.js";

const variableTail = join(fc.oneof(variable, from("b", "a/")), fc.oneof(variable, from("", "*", "/k", ":k")));

/** Of the forms that AWS stores in a `Resource`. */
export const resourceArn = fc.oneof(
  often(
    5,
    from("*", "arn:aws:s3:::b", "arn:aws:s3:::b*", "arn:*:s3:::*", "arn:*:s3:::*k", "arn:aws:s3:::b?k"),
  ),
  often(
    2,
    from("arn:aws:s3:*", "arn:aws:*", "arn:aws:s?", "arn:aws:s*", "arn:aws:s3", "arn:*:s3:*:*", "arn:a*:b:"),
  ),
  // of other services than S3, whose bucket ARNs have no region
  often(
    2,
    join(
      from("arn:aws", "arn:*", "arn:?", "arn:a*"),
      from(":a:", ":b:", ":kms:"),
      repeat(arnPartPattern, 2, 2, ":"),
      from(":"),
      arnTailPattern,
    ),
  ),
  often(
    2,
    join(
      from("arn:aws:s3:", "arn:*:s3:", "arn:a*:s3:"),
      from("", "*", "?", "a*", "**"),
      from(":"),
      arnPartPattern,
      from(":"),
      arnTailPattern,
    ),
  ),
  often(3, join(from("arn:aws:s3:::", "arn:aws:s3:::", "arn:aws:kms:a:", "arn:aws:s3:*:"), variableTail)),
);
