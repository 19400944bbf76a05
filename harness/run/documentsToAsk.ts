import { isAbout, type Property } from "../../properties/property.js";
import type { Target } from "../../properties/target.js";
import type { LoadedSource } from "../plan/source/loadSource.js";

/**
 * The documents of a source that laws are asked of: all of them where such a law is named or there is nothing else to
 * ask, as with service control policies alone; or else those that are refused, as there is nothing to report of the
 * others.
 */
export function documentsToAsk(
  { documents, targets, resources }: Pick<LoadedSource, "documents" | "targets" | "resources">,
  properties: readonly Property[],
  named: boolean,
): readonly Target[] {
  if (!properties.some((one) => isAbout(one, "documents"))) return [];
  return named || targets.length + resources.length === 0 ? documents : documents.filter(isRefused);
}

const isRefused = ({ document }: Target): boolean =>
  (document?.diagnostics ?? []).some(({ severity }) => severity === "error");
