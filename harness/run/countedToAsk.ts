import { isAbout, type Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import type { LoadedSource } from "../plan/source/loadSource.js";

/** What a plan makes that laws which count are asked of: none where none of these laws is chosen. */
export const countedToAsk = (
  { extraction }: Pick<LoadedSource, "extraction">,
  properties: readonly Property[],
): readonly Target[] =>
  (extraction.counted ?? []).filter((target) =>
    properties.some((one) => isAbout(one, "plan") && one.appliesTo(target)),
  );
