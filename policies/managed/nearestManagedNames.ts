import { nearestNames } from "../text/nearestNames.js";
import { openManagedData } from "./openManagedData.js";

/** AWS's limit for the name of a policy; a longer one is not a typo. */
const longestName = 128;

/** The names of AWS managed policies nearest to a name, at most three, nearest first. */
export const nearestManagedNames = (name: string): readonly string[] =>
  name.length > longestName ? [] : nearestNames(name, openManagedData().names);
