import { basename } from "node:path";
import type { CorpusTarget } from "./corpusTargets.js";

/** The targets of a source, by the names that the cases of a corpus call them. */
export class CaseTargets {
  readonly #byName: ReadonlyMap<string, CorpusTarget>;
  readonly #found = new Map<string, CorpusTarget | undefined>();

  constructor(targets: readonly CorpusTarget[]) {
    this.#byName = new Map(targets.map((one) => [one.name, one]));
  }

  /**
   * Finds the target of a case. Where corpus and source have one target each, they belong together regardless of
   * their names.
   *
   * @param inCorpus how many targets the head of the corpus has
   */
  find(name: string, inCorpus: number): CorpusTarget | undefined {
    if (!this.#found.has(name)) this.#found.set(name, this.#look(name, inCorpus));
    return this.#found.get(name);
  }

  /** The targets that no case and no head names. */
  get others(): readonly CorpusTarget[] {
    const found = new Set(this.#found.values());
    return [...this.#byName.values()].filter((one) => !found.has(one));
  }

  #look(name: string, inCorpus: number): CorpusTarget | undefined {
    const named = this.#byName.get(name) ?? this.#byName.get(withoutPlace(name));
    if (named !== undefined) return named;
    const [only] = this.#byName.values();
    return this.#byName.size === 1 && inCorpus <= 1 && this.#found.size === 0 ? only : undefined;
  }
}

/** What an older file calls by its source: `plan.json#aws_iam_role.job`, `managed:AWSBatchFullAccess@v7`. */
function withoutPlace(name: string): string {
  if (name.startsWith("managed:")) return name.replace(/^([^@#]*)@[^#]*/, "$1");
  const mark = name.indexOf("#");
  return mark < 0 ? basename(name) : name.slice(mark + 1);
}
