import { builtInProperties } from "../../properties/catalogue/builtInProperties.js";
import type { Property } from "../../properties/property.js";

/** The laws that most fixtures were made for, so that other built-in ones can be added without changing them. */
export const seedLawIds: readonly string[] = [
  "tag-guard",
  "pass-role-services",
  "no-iam-administration",
  "batch-guarded-subset",
  "no-public-access",
  "no-public-trust",
];

/** The same as properties. */
export const seedLaws: readonly Property[] = builtInProperties.filter(({ id }) => seedLawIds.includes(id));

/** The same as options of the command line. */
export const namedSeedLaws: readonly string[] = seedLawIds.flatMap((id) => ["--property", id]);
