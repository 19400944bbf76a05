/** How a page calls targets: where there is one source, without it, and principals by their own names. */
export class PageNames {
  readonly #source: string | undefined;
  readonly #principals: ReadonlyMap<string, string>;

  constructor(
    sources: readonly string[],
    targets: readonly { readonly address: string; readonly principal: string }[],
  ) {
    this.#source = sources.length === 1 ? sources[0] : undefined;
    this.#principals = new Map(targets.map(({ address, principal }) => [address, principal]));
  }

  /** Whether names have their source in them. */
  get haveSources(): boolean {
    return this.#source === undefined;
  }

  /** `aws_iam_role.operator`. */
  short(address: string): string {
    const prefix = `${this.#source}#`;
    return address.startsWith(prefix) ? address.slice(prefix.length) : address;
  }

  /**
   * The name of a principal by its address, with its source or in the one that there is; what follows that, such as a
   * change of it, is kept.
   */
  inSource(id: string): string {
    const name = this.short(id);
    for (let end = name.length; end > 0; end = name.lastIndexOf(" ", end - 1)) {
      const start = name.slice(0, end);
      const address = this.#source === undefined ? start : `${this.#source}#${start}`;
      if (this.#principals.has(address)) return `${this.principal(address)}${name.slice(end)}`;
    }
    return name;
  }

  /** `batch-operator`, the last part of its ARN; the short address where that is not known, or there are several sources. */
  principal(address: string): string {
    const arn = this.#source === undefined ? undefined : this.#principals.get(address);
    const name = arn?.split("/").at(-1);
    return name === undefined || name === "" || /example|\*/.test(name) || !/:(role|user|group)\//.test(arn!)
      ? this.short(address)
      : name;
  }
}
