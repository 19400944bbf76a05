import type { Report } from "../run/report.js";

/** The address of a target below a heading: without its source, where the report has one source. */
export function shortAddress(address: string, { sources }: Pick<Report, "sources">): string {
  const [source, ...others] = sources;
  const isPart = source !== undefined && others.length === 0 && address.startsWith(`${source}#`);
  return isPart ? address.slice(source.length + 1) : address;
}
