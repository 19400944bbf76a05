import { isAbsolute } from "node:path";
import type { Config } from "./config.js";

/**
 * The configuration with paths that start from the working directory.
 *
 * @param folder that of the configuration, as seen from there
 */
export function fromFolder(config: Config, folder: string): Config {
  const file = (path: string) =>
    folder === "" || isAbsolute(path) ? path : `${folder}/${path.replace(/^(?:\.\/)+/, "")}`;
  const source = (spec: string) => (/^(?:managed:|-$|-#)/.test(spec) ? spec : file(spec));
  const { sources, outputs, managed, chdir, hcl, baseline } = config;
  return {
    ...config,
    ...(sources && { sources: sources.map(source) }),
    ...(managed && { managed: file(managed) }),
    ...(chdir && { chdir: file(chdir) }),
    ...(hcl && { hcl: file(hcl) }),
    ...(baseline && { baseline: file(baseline) }),
    ...(outputs && {
      outputs: Object.fromEntries(Object.entries(outputs).map(([format, path]) => [format, file(path)])),
    }),
  };
}
