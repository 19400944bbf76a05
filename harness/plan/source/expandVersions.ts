import { withoutPartition } from "../../../policies/managed/managedInPartition.js";
import { managedVersions } from "../../../policies/managed/managedVersions.js";
import { splitSource } from "./splitSource.js";

/** The sources that `managed:NAME@v1..v8` is short for, a version each; any other source is itself. */
export function expandVersions(spec: string): readonly string[] {
  const { place } = splitSource(spec)[0]!;
  const [, id, range] = /^managed:([^@]*)@([^@]*\.\.[^@]*)$/s.exec(place) ?? [];
  if (id === undefined || range === undefined) return [spec];
  const found = managedVersions(withoutPartition(id).id, range);
  const selectors = spec.slice(place.length);
  return found.ok ? found.value.map(({ version }) => `managed:${id}@${version}${selectors}`) : [spec];
}
